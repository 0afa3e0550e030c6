package dev.taskpool;

import java.io.Serializable;

/**
 * A function of two arguments that travels to a worker.
 *
 * <p>Lambdas, method references, records and ordinary serializable classes all work.
 *
 * @param <A> the type of the first argument; it may be {@code null}
 * @param <B> the type of the second argument; it may be {@code null}
 * @param <R> the type of the result; a result may be {@code null}
 */
@FunctionalInterface
public interface TaskBiFunction<A, B, R> extends Serializable {
    /**
     * Does the work, in a worker.
     *
     * @param a the first argument
     * @param b the second argument
     * @return the result, which need not be {@link Serializable} but must be something that can be copied
     * @throws Exception whatever the work throws; the caller sees it as the cause of a {@link TaskFailedException}
     */
    R apply(A a, B b) throws Exception;
}
