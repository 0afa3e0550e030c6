package dev.taskpool.process;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a {@link Pipe}: a small, serializable value that may be given to another process.
 *
 * <p>An end is held by each process that it has reached, and by the one that opened the pipe if this uses it. It is closed
 * when each of them has closed it or has ended, however, a {@code JvmProcess} also before it has begun; whoever opened the
 * pipe need not close the copy of the end that it gave away. Messages keep their bounds and their order; one that a dying
 * process had not sent whole is not seen. If several threads or processes receive at one end, each message goes to one of
 * them. Thread-safe.
 *
 * @param <T> the messages
 */
public interface Connection<T> extends AutoCloseable {
    /**
     * Sends a message. Waits while the other end has some hundred kilobytes unread.
     *
     * @param message any object that can be serialized, or null
     * @throws IOException if the other end is closed
     * @throws IllegalStateException if this end is closed, or only receives
     * @throws dev.taskpool.TaskSerializationException if the message cannot be written; nothing is sent
     * @throws InterruptedException if the thread is interrupted; nothing is sent
     */
    void send(@Nullable T message) throws IOException, InterruptedException;

    /**
     * Receives the next message; waits for it.
     *
     * @return the message, may be null
     * @throws EOFException if the other end is closed and all it had sent was received
     * @throws IllegalStateException if this end is closed, or only sends
     * @throws dev.taskpool.TaskSerializationException if the message cannot be read; it is gone
     * @throws IOException not otherwise
     * @throws InterruptedException if the thread is interrupted; nothing is received
     */
    @Nullable
    T receive() throws IOException, InterruptedException;

    /**
     * Receives the next message; waits for a time.
     *
     * @param timeout how long at most
     * @return the message, may be null
     * @throws TimeoutException if time was up
     * @throws EOFException if the other end is closed and all it had sent was received
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if this end is closed, or only sends
     * @throws dev.taskpool.TaskSerializationException if the message cannot be read; it is gone
     * @throws IOException not otherwise
     * @throws InterruptedException if the thread is interrupted; nothing is received
     */
    @Nullable
    T receive(Duration timeout) throws IOException, InterruptedException, TimeoutException;

    /**
     * Waits until there is something to receive, or the other end is closed. Receives nothing.
     *
     * @param timeout how long at most
     * @return false if time was up; true if {@link #receive()} would not wait
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if this end is closed, or only sends
     * @throws InterruptedException if the thread is interrupted
     */
    boolean poll(Duration timeout) throws InterruptedException;

    /**
     * Tells when there is something to receive, or the other end is closed: to wait for several ends, and for the ends of
     * processes, by {@code CompletableFuture.anyOf}. Does not block.
     *
     * <p>A thread that calls it again before that gets the same future, unless it has completed or cancelled that one.
     *
     * @return completes with this end once {@link #receive()} would not wait, or with a failure if this end is closed or
     *     the pipe's opener has ended
     * @throws IllegalStateException if this end is closed, or only sends
     */
    CompletableFuture<Connection<T>> onReadable();

    /** Closes this process's copy of the end. May be called again. */
    @Override
    void close();
}
