package dev.taskpool;

import java.io.Serializable;

/**
 * Work on one item, without a result, that travels to a worker.
 *
 * <p>Lambdas, method references, records and ordinary serializable classes all work.
 *
 * @param <T> the type of the item; an item may be {@code null}
 */
@FunctionalInterface
public interface TaskConsumer<T> extends Serializable {
    /**
     * Does the work, in a worker.
     *
     * @param item the item, a copy of the caller's when the worker is another process
     * @throws Exception whatever the work throws; the caller sees it as the cause of a {@link TaskFailedException}
     */
    void accept(T item) throws Exception;
}
