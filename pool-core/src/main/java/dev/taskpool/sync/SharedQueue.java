package dev.taskpool.sync;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/**
 * A queue between processes. Once {@code put} or {@code offer} has returned, every process sees the element.
 *
 * <p>An element goes to one taker only. What a process was sending when it died is not seen at all; what had been handed
 * to a taker that died is gone with it, unless the queue is one that
 * {@linkplain Manager#redeliveringQueue gives it out again}. Takers that wait are served in the order in which they came;
 * the place of one that died is given up.
 *
 * <p>Elements are written and read in the caller's thread. One that cannot be written fails the call with
 * {@link dev.taskpool.TaskSerializationException}, and the queue is unchanged; one that cannot be read is gone, and its
 * taker gets that exception. Elements are not null. {@code remainingCapacity()} of an unbounded queue is
 * {@code Integer.MAX_VALUE}. {@code contains}, {@code remove(Object)} and iterations run over a copy in the caller's
 * process; what these, or {@code clear()}, remove counts as done. {@code drainTo} gives all it can read before it tells of
 * one that it cannot. A negative time limit is an IllegalArgumentException.
 *
 * @param <E> the elements
 */
public interface SharedQueue<E> extends BlockingQueue<E> {
    /**
     * Says that what was done with one taken element is done.
     *
     * @throws IllegalStateException if as many have been said to be done as were ever put, or, for a queue that gives
     *     elements out again, if this process has none in hand
     */
    void taskDone();

    /**
     * Waits until every element ever put is done: for each of them {@link #taskDone} was called. Does not wait if there
     * is none.
     *
     * <p>An element whose taker died undone counts as done, if the process that took it has ended, so that this returns;
     * of a queue that gives it out again it does not, because another process will do it.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void joinTasks() throws InterruptedException;

    /**
     * Waits for that for a time.
     *
     * @param timeout how long at most
     * @return false if time was up
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws InterruptedException if the thread is interrupted
     */
    boolean joinTasks(Duration timeout) throws InterruptedException;

    /**
     * Closes the queue for all processes: nothing can be put any more, also by those who wait for room; what is in it can
     * still be taken. A call that is refused, or finds a closed queue empty, throws IllegalStateException. May be called
     * again.
     */
    void close();

    /**
     * Whether it has been closed.
     *
     * @return true from then on
     */
    boolean isClosed();
}
