package dev.taskpool;

import com.typesafe.config.Config;
import dev.taskpool.internal.supervise.PoolBuilder;
import dev.taskpool.internal.supervise.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A pool of workers, each a JVM of its own, that run functions in parallel.
 *
 * <pre>{@code
 * try (TaskPool pool = TaskPool.create()) {
 *     List<Integer> cubes = pool.map(x -> x * x * x, List.of(1, 2, 3));
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> All methods may be called from any thread, callbacks included; waiting for the pool's own end in
 * one of its callbacks is refused with an {@link IllegalStateException}, because it would wait for itself.
 *
 * <p><b>After the end.</b> After {@link #shutdown()}, {@link #close()} or {@link #terminate()} every call that would
 * start work throws {@link RejectedExecutionException}.
 *
 * <p><b>Crashes.</b> A worker that dies fails only the item it was running, with {@link WorkerLostException}, and is
 * replaced; what it had not started goes to other workers. An item whose result was lost with its worker is run again.
 *
 * <p><b>Arguments.</b> {@code null} functions and inputs are refused with {@link NullPointerException} at the call;
 * {@code null} items and results are allowed. A problem of an item or a function that cannot be copied is that call's
 * failure, a {@link TaskSerializationException}. The calling thread's interruption surfaces as a {@link PoolException}
 * with the interrupt flag set, and cancels the call.
 */
public interface TaskPool extends AutoCloseable {
    /**
     * Starts a pool that takes everything from HOCON, block {@code taskpool}. As many workers as processors by default.
     *
     * @return a running pool
     * @throws com.typesafe.config.ConfigException if the configuration has unknown or bad keys, all of them listed
     */
    static TaskPool create() {
        return builder().build();
    }

    /**
     * Starts a pool with a number of workers.
     *
     * @param workers 1 or more
     * @return a running pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    static TaskPool create(int workers) {
        return builder().workers(workers).build();
    }

    /**
     * Starts a pool from a configuration.
     *
     * @param config the whole configuration, of which the block {@code taskpool} counts
     * @return a running pool
     * @throws com.typesafe.config.ConfigException if the configuration has unknown or bad keys, all of them listed
     */
    static TaskPool create(Config config) {
        return builder().config(config).build();
    }

    /**
     * Prepares a pool.
     *
     * @return a builder
     */
    static Builder builder() {
        return new PoolBuilder();
    }

    /**
     * Starts a pool of threads in this JVM: the same interface without child processes, as multiprocessing.dummy.
     * Arguments and results are passed by reference, a thread cannot be killed (one that overruns its limit is
     * interrupted and abandoned), and {@code System.exit} ends the program.
     *
     * @param workers 1 or more
     * @return a running pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    static TaskPool threads(int workers) {
        return builder().workers(workers).inProcess().build();
    }

    /**
     * Runs a task in a worker and waits for its result. Interrupting the caller cancels the call.
     *
     * @param task the work
     * @return the result, which may be {@code null}
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <R> R apply(Task<R> task) {
        return Waiting.result(this.<R>applyAsync(task));
    }

    /**
     * Runs a task in a worker. Returns at once.
     *
     * @param task the work
     * @return the result to come
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <R> AsyncResult<R> applyAsync(Task<R> task);

    /**
     * Runs a task in a worker and hands its result to a callback. Returns at once.
     *
     * <p>A method reference to an overloaded method is ambiguous here: use a lambda, a cast or {@link AsyncResult#thenAccept}.
     *
     * @param task the work
     * @param callback gets the result, on the pool's callback thread
     * @return the result to come
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <R> AsyncResult<R> applyAsync(Task<R> task, Consumer<? super R> callback) {
        return this.<R>applyAsync(task, callback, failure -> {});
    }

    /**
     * Runs a task in a worker and hands its result, or its failure, to a callback. Returns at once.
     *
     * @param task the work
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the result to come
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <R> AsyncResult<R> applyAsync(
            Task<R> task, Consumer<? super R> callback, Consumer<? super Throwable> errorCallback);

    /**
     * Runs a function of one argument in a worker and waits for its result. Interrupting the caller cancels the call.
     *
     * @param fn the function
     * @param item its argument, which may be {@code null}
     * @return the result, which may be {@code null}
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <T, R> R apply(TaskFunction<? super T, ? extends R> fn, T item) {
        return Waiting.result(this.<T, R>applyAsync(fn, item));
    }

    /**
     * Runs a function of one argument in a worker. Returns at once.
     *
     * @param fn the function
     * @param item its argument, which may be {@code null}
     * @return the result to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <T, R> AsyncResult<R> applyAsync(TaskFunction<? super T, ? extends R> fn, T item);

    /**
     * Runs a function of one argument in a worker and hands its result to a callback. Returns at once.
     *
     * <p>A method reference to an overloaded method is ambiguous here: use a lambda, a cast or {@link AsyncResult#thenAccept}.
     *
     * @param fn the function
     * @param item its argument, which may be {@code null}
     * @param callback gets the result, on the pool's callback thread
     * @return the result to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <T, R> AsyncResult<R> applyAsync(
            TaskFunction<? super T, ? extends R> fn, T item, Consumer<? super R> callback) {
        return this.<T, R>applyAsync(fn, item, callback, failure -> {});
    }

    /**
     * Runs a function of one argument in a worker and hands its result, or its failure, to a callback. Returns at once.
     *
     * @param fn the function
     * @param item its argument, which may be {@code null}
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the result to come
     * @param <T> the type of the items
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <T, R> AsyncResult<R> applyAsync(
            TaskFunction<? super T, ? extends R> fn,
            T item,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs a function of two arguments in a worker and waits for its result. Interrupting the caller cancels the call.
     *
     * @param fn the function
     * @param a the first argument
     * @param b the second argument
     * @return the result, which may be {@code null}
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <A, B, R> R apply(TaskBiFunction<? super A, ? super B, ? extends R> fn, A a, B b) {
        return Waiting.result(this.<A, B, R>applyAsync(fn, a, b));
    }

    /**
     * Runs a function of two arguments in a worker. Returns at once.
     *
     * @param fn the function
     * @param a the first argument
     * @param b the second argument
     * @return the result to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <A, B, R> AsyncResult<R> applyAsync(TaskBiFunction<? super A, ? super B, ? extends R> fn, A a, B b);

    /**
     * Runs a function of two arguments in a worker and hands its result to a callback. Returns at once.
     *
     * <p>A method reference to an overloaded method is ambiguous here: use a lambda, a cast or {@link AsyncResult#thenAccept}.
     *
     * @param fn the function
     * @param a the first argument
     * @param b the second argument
     * @param callback gets the result, on the pool's callback thread
     * @return the result to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default <A, B, R> AsyncResult<R> applyAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn, A a, B b, Consumer<? super R> callback) {
        return this.<A, B, R>applyAsync(fn, a, b, callback, failure -> {});
    }

    /**
     * Runs a function of two arguments in a worker and hands its result, or its failure, to a callback. Returns at once.
     *
     * @param fn the function
     * @param a the first argument
     * @param b the second argument
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return the result to come
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <R> the type of the result
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    <A, B, R> AsyncResult<R> applyAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            A a,
            B b,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Runs an action in a worker and waits for its end. Interrupting the caller cancels the call.
     *
     * @param action the work
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default void run(TaskAction action) {
        Waiting.result(runAsync(action));
    }

    /**
     * Runs an action in a worker. Returns at once.
     *
     * @param action the work
     * @return its end to come
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    AsyncResult<Void> runAsync(TaskAction action);

    /**
     * Runs an action in a worker and tells a callback. Returns at once.
     *
     * @param action the work
     * @param callback gets the result, on the pool's callback thread
     * @return its end to come
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    default AsyncResult<Void> runAsync(TaskAction action, Consumer<? super Void> callback) {
        return runAsync(action, callback, failure -> {});
    }

    /**
     * Runs an action in a worker and tells a callback of its end or its failure. Returns at once.
     *
     * @param action the work
     * @param callback gets the result, on the pool's callback thread
     * @param errorCallback gets the failure instead, on the same thread
     * @return its end to come
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument other than the item is {@code null}
     */
    AsyncResult<Void> runAsync(
            TaskAction action, Consumer<? super Void> callback, Consumer<? super Throwable> errorCallback);

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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
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
     * @throws NullPointerException if an argument other than the item is {@code null}
     * @throws IllegalArgumentException if {@code chunksize} is less than 1
     */
    <T, R> List<Outcome<R>> mapSettled(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize);

    /**
     * A view of this pool whose calls use these options instead of the pool's defaults. Closing it is closing the pool.
     *
     * @param options how calls of the view are run
     * @return a view
     */
    TaskPool with(TaskOptions options);

    /** Takes no more tasks; what was accepted runs to its end. Returns at once. Python calls this {@code close}. */
    void shutdown();

    /**
     * Waits until every worker is gone.
     *
     * @throws IllegalStateException before {@link #shutdown()}, {@link #close()} or {@link #terminate()}
     * @throws PoolException if the thread is interrupted, with the interrupt flag set
     */
    void join();

    /**
     * Waits until every worker is gone, for a limited time.
     *
     * @param timeout how long to wait
     * @return false if they are not gone in time; nothing was stopped then
     * @throws IllegalStateException before {@link #shutdown()}, {@link #close()} or {@link #terminate()}
     * @throws PoolException if the thread is interrupted, with the interrupt flag set
     */
    boolean join(Duration timeout);

    /**
     * {@link #shutdown()} and {@link #join()}, so that try-with-resources waits for what was accepted. If the thread is
     * interrupted while it waits: {@link #terminate()}, with the interrupt flag set. May be called again.
     */
    @Override
    void close();

    /**
     * Ends the pool now: workers are killed, unfinished results fail with
     * {@link java.util.concurrent.CancellationException}. Returns when the workers are gone. May be called again.
     */
    void terminate();

    /**
     * Whether the pool takes no more tasks.
     *
     * @return true after {@link #shutdown()}, {@link #close()} or {@link #terminate()}
     */
    boolean isShutdown();

    /**
     * Whether the pool has ended.
     *
     * @return true once every worker is gone and all threads have ended
     */
    boolean isTerminated();

    /**
     * This pool behind the face of {@code java.util.concurrent}. Tasks must be serializable: see {@link Task#of(Task)}.
     * Shutting the executor down shuts the pool down.
     *
     * @return an executor
     */
    ExecutorService asExecutorService();

    /**
     * What the pool is doing.
     *
     * @return a snapshot; the last one once the pool has ended
     */
    PoolStats stats();

    /**
     * The pool's name.
     *
     * @return as configured, or made up
     */
    String name();

    /**
     * How many workers the pool keeps.
     *
     * @return 1 or more
     */
    int workers();

    /** Prepares a pool. A value given here wins over the configuration. Not thread-safe. */
    interface Builder {
        /**
         * How many workers.
         *
         * @param workers 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder workers(int workers);

        /**
         * The name for logs and statistics; the configuration's block {@code taskpool.pools.<name>} applies to it.
         *
         * @param name letters, digits, {@code -} and {@code _}
         * @return this
         * @throws IllegalArgumentException if the name has other characters
         */
        Builder name(String name);

        /**
         * The configuration to use instead of {@code ConfigFactory.load()}.
         *
         * @param config the whole configuration, of which the block {@code taskpool} counts
         * @return this
         */
        Builder config(Config config);

        /**
         * What each worker does once, before its first task; replacements do it too.
         *
         * @param initializer an action that travels to the worker
         * @return this
         */
        Builder initializer(TaskAction initializer);

        /**
         * After how many chunks (a single call is one) a worker is replaced by a fresh one.
         *
         * @param chunks 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxTasksPerChild(int chunks);

        /**
         * JVM options for the workers, after those the pool chooses.
         *
         * @param options as on the command line of {@code java}
         * @return this
         */
        Builder jvmOptions(String... options);

        /**
         * The class path of the workers, instead of this JVM's.
         *
         * @param entries jars and folders
         * @return this
         */
        Builder classpath(String... entries);

        /**
         * The working directory of the workers, instead of this JVM's.
         *
         * @param directory an existing directory
         * @return this
         * @throws IllegalArgumentException if it is not a directory
         */
        Builder workingDirectory(Path directory);

        /**
         * Environment variables for the workers, in addition to the inherited ones.
         *
         * @param variables names and values
         * @return this
         */
        Builder environment(Map<String, String> variables);

        /**
         * The maximum heap of each worker, instead of a share of the machine's memory.
         *
         * @param size a HOCON memory size, as in {@code "512m"}
         * @return this
         * @throws IllegalArgumentException if it is not a memory size
         */
        Builder maxHeap(String size);

        /**
         * How long a worker may take to report for work.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        Builder startTimeout(Duration timeout);

        /**
         * Options of calls made without {@link TaskPool#with}.
         *
         * @param options how calls are run
         * @return this
         */
        Builder defaults(TaskOptions options);

        /**
         * Who is told what happens in the pool.
         *
         * @param listener called on the pool's callback thread
         * @return this
         */
        Builder listener(PoolListener listener);

        /**
         * Threads of this JVM instead of child JVMs.
         *
         * @return this
         */
        Builder inProcess();

        /**
         * Starts the pool. Does not wait for its workers.
         *
         * @return a running pool
         * @throws com.typesafe.config.ConfigException if the configuration has unknown or bad keys, all of them listed
         * @throws IllegalStateException if no backend for processes is on the class path, or pools are nested too deep
         */
        TaskPool build();
    }
}
