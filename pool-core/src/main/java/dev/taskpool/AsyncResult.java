package dev.taskpool;

import dev.taskpool.internal.supervise.CompletionOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The result of a call, to come. Thread-safe.
 *
 * <p>It always comes: a value, a failure, or a {@link java.util.concurrent.CancellationException} after
 * {@link #cancel} or {@link TaskPool#terminate()}.
 *
 * @param <R> the type of the result
 */
public interface AsyncResult<R> extends Future<R>, CompletionStage<R> {
    /**
     * Waits for the result.
     *
     * @return the result, which may be {@code null}
     * @throws ExecutionException if the call failed; its cause is a {@link PoolException}
     * @throws java.util.concurrent.CancellationException if the call was cancelled
     * @throws InterruptedException if the thread is interrupted while it waits; the call goes on
     */
    @Override
    R get() throws InterruptedException, ExecutionException;

    /**
     * Waits for the result, for a limited time. Giving up stops nothing.
     *
     * @param timeout how long
     * @param unit its unit
     * @return the result, which may be {@code null}
     * @throws TimeoutException if time is up; the call goes on and may be asked again
     */
    @Override
    R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Waits for the result, for a limited time. Giving up stops nothing.
     *
     * @param timeout how long; zero or less asks without waiting
     * @return the result, which may be {@code null}
     * @throws TimeoutException if time is up; the call goes on and may be asked again
     * @throws ExecutionException if the call failed; its cause is a {@link PoolException}
     * @throws InterruptedException if the thread is interrupted while it waits; the call goes on
     */
    R get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Waits for the result; a failure is thrown as it is.
     *
     * @return the result, which may be {@code null}
     * @throws PoolException the failure itself, or that the thread was interrupted (with the interrupt flag set)
     * @throws java.util.concurrent.CancellationException if the call was cancelled
     */
    R join();

    /**
     * Whether the call has ended, in whatever way.
     *
     * @return true if {@link #get()} would not wait
     */
    boolean ready();

    /**
     * Whether the call ended with a value.
     *
     * @return false if it failed or was cancelled
     * @throws IllegalStateException while it has not ended
     */
    boolean successful();

    /**
     * Waits for the end of the call without asking for its result.
     *
     * @param timeout how long; zero or less asks without waiting
     * @return true if the call has ended
     * @throws PoolException if the thread is interrupted, with the interrupt flag set
     */
    boolean await(Duration timeout);

    /**
     * Cancels the call. What has not started is dropped, at no cost to any worker.
     *
     * @param mayInterrupt for what is running: true stops its worker, which is replaced (no other task is lost), unless
     *     {@code taskpool.kill.interrupt-grace} lets the task end by itself; false lets it run to its end, and its
     *     result is dropped
     * @return false if the call had ended before; else this has failed with a {@link TaskCancelledException}, which will
     *     tell what was stopped
     */
    @Override
    boolean cancel(boolean mayInterrupt);

    /**
     * A copy of this stage: completing it changes nothing here, and cancelling it cancels nothing.
     *
     * @return a future that ends as this one does
     */
    @Override
    CompletableFuture<R> toCompletableFuture();

    /**
     * The results in the order they end, for use in a for loop. Each is given once, ended ones first.
     *
     * @param results results of any pools
     * @return an iterable that can be walked once at a time; its {@code next()} waits, and throws {@link PoolException}
     *     if the thread is interrupted
     * @param <A> the type of the results' handles
     */
    static <A extends AsyncResult<?>> Iterable<A> asCompleted(Collection<A> results) {
        return CompletionOrder.of(results, null);
    }

    /**
     * The results in the order they end, with a time limit for the whole.
     *
     * @param results results of any pools
     * @param timeout for the whole iteration, counted from the call of {@code iterator()}
     * @return an iterable whose {@code next()} fails with a {@link PoolException} caused by a {@link TimeoutException}
     *     when time is up; the results that had ended by then are given first
     * @param <A> the type of the results' handles
     */
    static <A extends AsyncResult<?>> Iterable<A> asCompleted(Collection<A> results, Duration timeout) {
        return CompletionOrder.of(results, timeout);
    }
}
