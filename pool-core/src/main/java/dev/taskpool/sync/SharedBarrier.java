package dev.taskpool.sync;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;

/**
 * A place where a number of parties, in whatever processes, wait for each other, again and again.
 *
 * <p>It breaks when a party's time is up, when a party is interrupted, when its action throws or its runner dies, and by
 * {@link #abort}: then all who wait, and all who come, get a BrokenBarrierException until it is {@link #reset}. A waiting
 * party whose process dies gives its place back: another one can take it.
 */
public interface SharedBarrier {
    /**
     * Waits until all parties wait.
     *
     * @return this party's number: {@code parties() - 1} for the first to arrive, 0 for the last
     * @throws BrokenBarrierException if the barrier is broken, or breaks or is reset meanwhile
     * @throws InterruptedException if the thread is interrupted; the barrier breaks
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * Waits for that for a time; when it is up, the barrier breaks.
     *
     * @param timeout how long at most
     * @return this party's number: {@code parties() - 1} for the first to arrive, 0 for the last
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws BrokenBarrierException if the barrier is broken, breaks or is reset meanwhile, or time is up
     * @throws InterruptedException if the thread is interrupted; the barrier breaks
     */
    int await(Duration timeout) throws InterruptedException, BrokenBarrierException;

    /** Makes it whole and empty; who waits gets a BrokenBarrierException. */
    void reset();

    /** Breaks it. */
    void abort();

    /**
     * Whether it is broken.
     *
     * @return what was true a moment ago
     */
    boolean isBroken();

    /**
     * How many must wait before all go on.
     *
     * @return 1 or more
     */
    int parties();

    /**
     * How many wait.
     *
     * @return what was true a moment ago
     */
    int waiting();
}
