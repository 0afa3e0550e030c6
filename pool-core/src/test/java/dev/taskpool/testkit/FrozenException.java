package dev.taskpool.testkit;

/** An exception that can't be changed: it has no stack trace, no causes and no suppressed ones. */
public final class FrozenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int at;

    /**
     * An exception.
     *
     * @param at any number
     */
    public FrozenException(int at) {
        super("frozen at " + at, null, false, false);
        this.at = at;
    }

    /**
     * The number.
     *
     * @return as given
     */
    public int at() {
        return at;
    }
}
