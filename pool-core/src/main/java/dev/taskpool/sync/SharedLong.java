package dev.taskpool.sync;

import java.util.function.LongUnaryOperator;

/**
 * A whole number in memory that processes share. Every access is atomic, and has the memory effects of one to a volatile
 * variable, between threads and between processes.
 */
public interface SharedLong {
    /**
     * Reads it.
     *
     * @return its value
     */
    long get();

    /**
     * Writes it.
     *
     * @param value what to write
     */
    void set(long value);

    /**
     * Writes it if it has a certain value.
     *
     * @param expected the value it must have
     * @param value what to write then
     * @return whether it was written
     */
    boolean compareAndSet(long expected, long value);

    /**
     * Adds to it.
     *
     * @param delta what to add
     * @return the value before
     */
    long getAndAdd(long delta);

    /**
     * Adds to it.
     *
     * @param delta what to add
     * @return the value after
     */
    default long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Changes it.
     *
     * @param change makes the new value of the old one; without side effects, because it is called again if somebody else
     *     came in between
     * @return the value after
     */
    default long updateAndGet(LongUnaryOperator change) {
        while (true) {
            long before = get();
            long after = change.applyAsLong(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }
}
