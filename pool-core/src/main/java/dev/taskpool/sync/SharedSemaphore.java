package dev.taskpool.sync;

import java.time.Duration;

/**
 * Permits that processes share. They are given to waiters in the order in which these came.
 *
 * <p>A process that dies gives back the permits that it had acquired and nobody has released. A permit may be released by
 * who did not acquire it; it then counts as one of those that were acquired first.
 */
public interface SharedSemaphore {
    /**
     * Acquires a permit; waits until there is one.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void acquire() throws InterruptedException;

    /**
     * Acquires a permit if there is one.
     *
     * @return whether it did
     */
    boolean tryAcquire();

    /**
     * Acquires a permit; waits for a time.
     *
     * @param timeout how long at most
     * @return false if time was up
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws InterruptedException if the thread is interrupted
     */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /**
     * Gives a permit back.
     *
     * @throws IllegalStateException if the semaphore is bounded and would have more than at first
     */
    void release();

    /**
     * Gives permits back; so many waiters go on.
     *
     * @param permits how many, 1 or more
     * @throws IllegalArgumentException if {@code permits} is less than 1
     * @throws IllegalStateException if the semaphore is bounded and would have more than at first; then none is given
     */
    void release(int permits);

    /**
     * How many permits there are.
     *
     * @return what was true a moment ago
     */
    int availablePermits();
}
