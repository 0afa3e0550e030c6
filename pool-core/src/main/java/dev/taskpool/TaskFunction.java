package dev.taskpool;

import java.io.Serializable;

/**
 * A function of one item that travels to a worker.
 *
 * <p>Lambdas, method references, records and ordinary serializable classes all work.
 *
 * @param <T> the type of the item; an item may be {@code null}
 * @param <R> the type of the result; a result may be {@code null}
 */
@FunctionalInterface
public interface TaskFunction<T, R> extends Serializable {
    /**
     * Does the work, in a worker.
     *
     * @param item the item, a copy of the caller's when the worker is another process
     * @return the result, which need not be {@link Serializable} but must be something that can be copied
     * @throws Exception whatever the work throws; the caller sees it as the cause of a {@link TaskFailedException}
     */
    R apply(T item) throws Exception;
}
