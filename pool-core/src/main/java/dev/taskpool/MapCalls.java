package dev.taskpool;

import dev.taskpool.internal.supervise.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The part of a {@link TaskPool} that runs one function over many items.
 *
 * <p>Without a chunk size, chunks size themselves by measured task time ({@code taskpool.chunking}). What holds for all
 * calls is said at {@link TaskPool}.
 */
public interface MapCalls {
    /**
     * Runs a function over all items and waits for the results, in input order.
     *
     * <p>Fails with the first failure to arrive, once no item of this call is running any more; items that have not started
     * are cancelled, and the failures of those that were running are attached as suppressed. Use {@link #mapSettled} to get
     * the outcome of every item. What the input itself throws comes out of this call.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @return one result for each item
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    default <T, R> List<R> map(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items) {
        return Waiting.result(this.<T, R>mapAsync(fn, items));
    }

    /**
     * Like {@link #map(TaskFunction, Iterable) map}, in chunks of a given size.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return one result for each item
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    default <T, R> List<R> map(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize) {
        return Waiting.result(this.<T, R>mapAsync(fn, items, chunksize));
    }

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T, R> AsyncResult<List<R>> mapAsync(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items);

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call.
     * The callback gets the whole list, once.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param callback gets the result, on the pool's callback thread
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    default <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, Consumer<? super List<R>> callback) {
        return mapAsync(fn, items, callback, failure -> {});
    }

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call.
     * The callback gets the whole list, once. A failure goes to the error callback, once.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn,
            Iterable<? extends T> items,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize);

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     * The callback gets the whole list, once.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @param callback gets the result, on the pool's callback thread
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    default <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn,
            Iterable<? extends T> items,
            int chunksize,
            Consumer<? super List<R>> callback) {
        return mapAsync(fn, items, chunksize, callback, failure -> {});
    }

    /**
     * Runs a function over all items. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     * The callback gets the whole list, once. A failure goes to the error callback, once.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the list of results to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn,
            Iterable<? extends T> items,
            int chunksize,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs a function of two arguments over all pairs and waits for the results, in input order; otherwise like
     * {@link #map(TaskFunction, Iterable) map}.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @return one result for each item
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    default <A, B, R> List<R> starmap(
            TaskBiFunction<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<A, B>> pairs) {
        return Waiting.result(this.<A, B, R>starmapAsync(fn, pairs));
    }

    /**
     * Like {@link #starmap(TaskBiFunction, Iterable) starmap}, in chunks of a given size.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return one result for each item
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    default <A, B, R> List<R> starmap(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize) {
        return Waiting.result(this.<A, B, R>starmapAsync(fn, pairs, chunksize));
    }

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<A, B>> pairs);

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call.
     * The callback gets the whole list, once.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param callback gets the result, on the pool's callback thread
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    default <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            Consumer<? super List<R>> callback) {
        return starmapAsync(fn, pairs, callback, failure -> {});
    }

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call.
     * The callback gets the whole list, once. A failure goes to the error callback, once.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize);

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     * The callback gets the whole list, once.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @param callback gets the result, on the pool's callback thread
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    default <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize,
            Consumer<? super List<R>> callback) {
        return starmapAsync(fn, pairs, chunksize, callback, failure -> {});
    }

    /**
     * Runs a function over all pairs. Returns once the input is read; what the input itself throws comes out of this call. Chunks have the given size.
     * The callback gets the whole list, once. A failure goes to the error callback, once.
     *
     * @param fn the function
     * @param pairs the arguments, each entry's key and value
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the list of results to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs an action over all items and waits for its end; fails like {@link #map(TaskFunction, Iterable) map}.
     *
     * @param action the work on one item
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param <T> the type of the items
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T> void forEach(TaskConsumer<? super T> action, Iterable<? extends T> items);

    /**
     * Runs an action over all items and waits for its end; fails like {@link #map(TaskFunction, Iterable) map}. Chunks have the given size.
     *
     * @param action the work on one item
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @param <T> the type of the items
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T> void forEach(TaskConsumer<? super T> action, Iterable<? extends T> items, int chunksize);

    /**
     * Runs a function over items and gives the results one by one, in input order. Input is read lazily, in {@code imap()},
     * {@code hasNext()} and {@code next()} on the caller's thread, only a bounded number of items ahead of the consumer
     * ({@code taskpool.imap.lookahead}), so an endless input is fine.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @return the results; an item that failed throws from {@code next()}, and the iteration goes on after it. What the input itself throws comes out of
     *     {@code next()} after the results of what was read
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T, R> ResultIterator<R> imap(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items);

    /**
     * Runs a function over items and gives the results one by one, in input order. Input is read lazily, in {@code imap()},
     * {@code hasNext()} and {@code next()} on the caller's thread, only a bounded number of items ahead of the consumer
     * ({@code taskpool.imap.lookahead}), so an endless input is fine. Chunks have the given size.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return the results; an item that failed throws from {@code next()}, and the iteration goes on after it. What the input itself throws comes out of
     *     {@code next()} after the results of what was read
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> ResultIterator<R> imap(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize);

    /**
     * Runs a function over items and gives the results one by one, as they finish. Input is read lazily, in {@code imapUnordered()},
     * {@code hasNext()} and {@code next()} on the caller's thread, only a bounded number of items ahead of the consumer
     * ({@code taskpool.imap.lookahead}), so an endless input is fine.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @return the results; an item that failed throws from {@code next()}, and the iteration goes on after it. What the input itself throws comes out of
     *     {@code next()} after the results of what was read
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T, R> ResultIterator<R> imapUnordered(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items);

    /**
     * Runs a function over items and gives the results one by one, as they finish. Input is read lazily, in {@code imapUnordered()},
     * {@code hasNext()} and {@code next()} on the caller's thread, only a bounded number of items ahead of the consumer
     * ({@code taskpool.imap.lookahead}), so an endless input is fine. Chunks have the given size.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return the results; an item that failed throws from {@code next()}, and the iteration goes on after it. What the input itself throws comes out of
     *     {@code next()} after the results of what was read
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> ResultIterator<R> imapUnordered(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize);

    /**
     * Runs a function over all items and waits for one outcome each, in input order. Never fails as a whole because of
     * an item.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @return one outcome for each item
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws TaskSerializationException if the function itself cannot be written
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     */
    <T, R> List<Outcome<R>> mapSettled(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items);

    /**
     * Runs a function over all items and waits for one outcome each, in input order. Never fails as a whole because of
     * an item. Chunks have the given size.
     *
     * @param fn the function
     * @param items the input, read once in the caller's thread; {@code null} elements are allowed
     * @param chunksize how many items make a chunk, exactly (the last may be smaller)
     * @return one outcome for each item
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws TaskSerializationException if the function itself cannot be written
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> List<Outcome<R>> mapSettled(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize);
}
