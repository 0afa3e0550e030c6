package dev.taskpool.sync;

import java.util.function.DoubleUnaryOperator;

/**
 * A number in memory that processes share. Every access is atomic, and has the memory effects of one to a volatile
 * variable, between threads and between processes.
 */
public interface SharedDouble {
    /**
     * Reads it.
     *
     * @return its value
     */
    double get();

    /**
     * Writes it.
     *
     * @param value what to write
     */
    void set(double value);

    /**
     * Writes it if it has a certain value, compared as bits: 0.0 is not -0.0, and a NaN is itself.
     *
     * @param expected the value it must have
     * @param value what to write then
     * @return whether it was written
     */
    boolean compareAndSet(double expected, double value);

    /**
     * Adds to it.
     *
     * @param delta what to add
     * @return the value before
     */
    default double getAndAdd(double delta) {
        while (true) {
            double before = get();
            if (compareAndSet(before, before + delta)) {
                return before;
            }
        }
    }

    /**
     * Adds to it.
     *
     * @param delta what to add
     * @return the value after
     */
    default double addAndGet(double delta) {
        return updateAndGet(before -> before + delta);
    }

    /**
     * Changes it.
     *
     * @param change makes the new value of the old one; without side effects, because it is called again if somebody else
     *     came in between
     * @return the value after
     */
    default double updateAndGet(DoubleUnaryOperator change) {
        while (true) {
            double before = get();
            double after = change.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }
}
