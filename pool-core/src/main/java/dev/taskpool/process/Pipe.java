package dev.taskpool.process;

import dev.taskpool.spi.SharingBackend;

/**
 * Two ends between which messages go: Python's {@code multiprocessing.Pipe}. Give one end away, by a task, a message or a
 * target's variable, and keep the other.
 *
 * <p>The process that opened it carries the messages, so that a pipe ends with it. Thread-safe.
 *
 * @param <T> the messages
 */
public interface Pipe<T> {
    /**
     * Opens a pipe on which both ends send and receive.
     *
     * @return the pipe
     * @param <T> the messages
     * @throws IllegalStateException if the module {@code pool-remote} is not on the class path
     * @throws dev.taskpool.PoolException if there is no room for its files
     */
    static <T> Pipe<T> open() {
        return SharingBackend.find().openPipe(false);
    }

    /**
     * Opens a pipe whose left end only sends and whose right end only receives. The other calls are refused with
     * IllegalStateException.
     *
     * @return the pipe
     * @param <T> the messages
     * @throws IllegalStateException if the module {@code pool-remote} is not on the class path
     * @throws dev.taskpool.PoolException if there is no room for its files
     */
    static <T> Pipe<T> oneWay() {
        return SharingBackend.find().openPipe(true);
    }

    /**
     * One end.
     *
     * @return the end, a serializable value
     */
    Connection<T> left();

    /**
     * The other end.
     *
     * @return the end, a serializable value
     */
    Connection<T> right();
}
