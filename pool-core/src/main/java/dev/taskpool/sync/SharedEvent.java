package dev.taskpool.sync;

import java.time.Duration;

/** A flag that processes can wait for. */
public interface SharedEvent {
    /** Sets it; all who wait go on. Does nothing if it is set. */
    void set();

    /** Takes it back. Does nothing if it is not set. */
    void clear();

    /**
     * Whether it is set.
     *
     * @return what was true a moment ago
     */
    boolean isSet();

    /**
     * Waits until it is set. Does not wait if it is.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void await() throws InterruptedException;

    /**
     * Waits for that for a time.
     *
     * @param timeout how long at most
     * @return false if time was up
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(Duration timeout) throws InterruptedException;
}
