package dev.taskpool.testkit;

/** What {@link Tasks#squareOfPositive} throws; it has a field of its own and no constructor for its message. */
public final class NegativeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int number;

    /**
     * A refusal.
     *
     * @param number the number
     */
    public NegativeException(int number) {
        super("number: " + number + " (expected: >= 0)");
        this.number = number;
    }

    /**
     * The number that was refused.
     *
     * @return less than 0
     */
    public int number() {
        return number;
    }
}
