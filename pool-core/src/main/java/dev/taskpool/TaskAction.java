package dev.taskpool;

import java.io.Serializable;

/**
 * Work without an argument or a result that travels to a worker.
 *
 * <p>Lambdas, method references, records and ordinary serializable classes all work.
 */
@FunctionalInterface
public interface TaskAction extends Serializable {
    /**
     * Does the work, in a worker.
     *
     * @throws Exception whatever the work throws; the caller sees it as the cause of a {@link TaskFailedException}
     */
    void run() throws Exception;
}
