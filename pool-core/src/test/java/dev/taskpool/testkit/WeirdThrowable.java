package dev.taskpool.testkit;

/** Neither an exception nor an error. */
public final class WeirdThrowable extends Throwable {
    private static final long serialVersionUID = 1;

    /**
     * Thrown by a test's task.
     *
     * @param message any
     */
    public WeirdThrowable(String message) {
        super(message);
    }
}
