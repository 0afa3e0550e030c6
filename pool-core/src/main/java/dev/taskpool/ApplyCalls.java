package dev.taskpool;

import dev.taskpool.internal.supervise.Waiting;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The part of a {@link TaskPool} that runs one call: {@code apply} waits for its result, {@code applyAsync} does not.
 *
 * <p>The forms take a task without arguments, or a function and its one or two arguments; {@code run} and
 * {@code runAsync} take what returns nothing. What holds for all calls is said at {@link TaskPool}.
 */
public interface ApplyCalls {
    /**
     * Runs a task in a worker and waits for its result. Interrupting the caller cancels the call.
     *
     * @param task the work
     * @return the result, which may be {@code null}
     * @param <R> the type of the result
     * @throws PoolException the failure: the subclass tells what happened
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if the function is {@code null}
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
     * @throws NullPointerException if the function is {@code null}
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
     * @throws NullPointerException if the function or a callback is {@code null}
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
     * @throws NullPointerException if the function or a callback is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
     */
    AsyncResult<Void> runAsync(TaskAction action);

    /**
     * Runs an action in a worker and tells a callback. Returns at once.
     *
     * @param action the work
     * @param callback gets the result, on the pool's callback thread
     * @return its end to come
     * @throws RejectedExecutionException if the pool was shut down
     * @throws NullPointerException if an argument is {@code null}
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
     * @throws NullPointerException if an argument is {@code null}
     */
    AsyncResult<Void> runAsync(
            TaskAction action, Consumer<? super Void> callback, Consumer<? super Throwable> errorCallback);
}
