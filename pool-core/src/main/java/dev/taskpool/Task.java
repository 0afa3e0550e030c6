package dev.taskpool;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Work without an argument that travels to a worker and returns a value.
 *
 * <p>Lambdas, method references, records and ordinary serializable classes all work. No class should implement both
 * {@code Task} and {@link TaskFunction}: a worker tells them apart by their type.
 *
 * @param <R> the type of the result; a result may be {@code null}
 */
@FunctionalInterface
public interface Task<R> extends Callable<R>, Serializable {
    /**
     * Does the work, in a worker.
     *
     * @return the result, which need not be {@link Serializable} but must be something that can be copied
     * @throws Exception whatever the work throws; the caller sees it as the cause of a {@link TaskFailedException}
     */
    @Override
    R call() throws Exception;

    /**
     * Makes a serializable task of a lambda where the compiler would otherwise pick a plain {@link Callable}, as in
     * {@code pool.asExecutorService().submit(Task.of(() -> 42))}.
     *
     * @param task the work
     * @return the same object
     * @param <R> the type of the result
     */
    static <R> Task<R> of(Task<R> task) {
        return Objects.requireNonNull(task, "task");
    }

    /**
     * Makes a serializable {@link Runnable} of a lambda, for {@link java.util.concurrent.ExecutorService#execute}.
     *
     * @param action the work
     * @return a task that runs the action and returns {@code null}
     */
    static Task<Void> of(TaskAction action) {
        Objects.requireNonNull(action, "action");
        return new ActionTask(action);
    }
}
