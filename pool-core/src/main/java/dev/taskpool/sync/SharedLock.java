package dev.taskpool.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A lock between processes, and between threads. While nobody else wants it, taking and releasing it needs no other
 * process and less than a microsecond.
 *
 * <p>A holder that dies releases it. Among those who wait it goes to the one that has waited longest, but for some that
 * come just when it is released; nobody is passed over for long.
 *
 * <p>{@code unlock()} of a lock that is free throws IllegalMonitorStateException. A lock made by {@link Manager#lock} may be
 * released by any thread of any process; to wait for it again by its holder is to wait for ever. One made by
 * {@link Manager#reentrantLock} may be released by its holder alone, else IllegalMonitorStateException.
 */
public interface SharedLock extends Lock {
    /**
     * Takes the lock until the returned object is closed. Waits as {@code lockInterruptibly} does.
     *
     * @return what releases it
     * @throws InterruptedException if the thread is interrupted
     */
    Held hold() throws InterruptedException;

    /**
     * Whether anybody holds it.
     *
     * @return what was true a moment ago
     */
    boolean isLocked();

    /**
     * Makes a condition of this lock.
     *
     * @return a serializable handle. Its methods throw IllegalMonitorStateException unless the calling thread holds the
     *     lock. A waiter that dies is forgotten; if it had been woken and had not yet the lock, the next one is woken
     */
    @Override
    Condition newCondition();

    /** A lock that is held, for try-with-resources. */
    interface Held extends AutoCloseable {
        /** Releases the lock. Does nothing the second time. */
        @Override
        void close();
    }
}
