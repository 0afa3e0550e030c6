package dev.taskpool.testkit;

/** What an input of {@link Inputs#failingAt} throws. */
public final class SayWhenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says when. */
    public SayWhenException() {
        super("when");
    }
}
