package dev.taskpool;

import java.time.Duration;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The results of {@link TaskPool#imap} and {@link TaskPool#imapUnordered}, one by one. For use by one thread at a time.
 *
 * <p>An item that failed throws its failure from {@link #next()}, and the iteration goes on after it. After
 * {@link TaskPool#terminate()}, {@code next()} throws {@link java.util.concurrent.CancellationException}; after
 * {@link TaskPool#shutdown()} with input unread, what was read is finished and then {@code next()} throws
 * {@link java.util.concurrent.RejectedExecutionException}.
 *
 * <p>Where the pool limits what it accepts ahead of its work, input is read only as far as there is room. If nothing of
 * the iteration is unfinished and other calls leave no room for more of it, {@code next()} waits for room as for a
 * result, or throws {@code RejectedExecutionException} if the pool rejects; the item is still to come then.
 *
 * @param <R> the type of the results
 */
@SuppressWarnings("IterableAndIterator") // for use in a for loop, as in Python; it can be walked once
public interface ResultIterator<R> extends Iterator<R>, Iterable<R>, AutoCloseable {
    /**
     * Whether there is another result or failure to come. Waits only for the input, not for a result.
     *
     * @return false at the end of the input and after {@link #close()}
     */
    @Override
    boolean hasNext();

    /**
     * Waits for the next result.
     *
     * @return the result, which may be {@code null}
     * @throws PoolException the failure of this item; the iteration goes on after it. Or that the thread was
     *     interrupted, with the interrupt flag set: the item is still to come
     * @throws java.util.NoSuchElementException at the end
     */
    @Override
    R next();

    /**
     * Waits for the next result, for a limited time.
     *
     * @param timeout how long; zero or less asks without waiting
     * @return the result, which may be {@code null}
     * @throws PoolException caused by a {@link java.util.concurrent.TimeoutException} when time is up: the item is still
     *     to come. Otherwise as {@link #next()}
     * @throws java.util.NoSuchElementException at the end
     */
    R next(Duration timeout);

    /** Stops reading input and cancels what has not started. May be called again. */
    @Override
    void close();

    /**
     * This iterator itself, for use in a for loop.
     *
     * @return this
     */
    @Override
    default Iterator<R> iterator() {
        return this;
    }

    /**
     * The results as a stream, which closes this iterator when it is closed.
     *
     * @return a sequential, ordered stream; the failure of an item ends it
     */
    default Stream<R> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }
}
