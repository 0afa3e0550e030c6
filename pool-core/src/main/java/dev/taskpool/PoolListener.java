package dev.taskpool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a pool. All methods do nothing unless overridden.
 *
 * <p>Called on the pool's callback thread, one call at a time, in the order of events; a method that blocks delays
 * callbacks and later events, one that throws is logged and hurts nothing.
 */
public interface PoolListener {
    /**
     * A worker is ready for work.
     *
     * @param worker the worker
     */
    default void workerStarted(WorkerInfo worker) {}

    /**
     * A worker is gone.
     *
     * @param worker the worker
     * @param reason why it was lost, or {@code null} if it was told to go
     * @param exitCode its exit code, -1 where there is none
     */
    default void workerExited(WorkerInfo worker, WorkerLostException.@Nullable Reason reason, int exitCode) {}

    /**
     * An item was begun in a worker.
     *
     * @param task the item
     */
    default void taskStarted(TaskInfo task) {}

    /**
     * An item ended with a value.
     *
     * @param task the item
     * @param elapsed how long it ran
     */
    default void taskFinished(TaskInfo task, Duration elapsed) {}

    /**
     * An item ended with a failure, and will not be run again.
     *
     * @param task the item
     * @param failure the failure
     */
    default void taskFailed(TaskInfo task, Throwable failure) {}

    /**
     * An item failed and will be run again.
     *
     * @param task the item, as it failed
     * @param attempt the number of the run to come
     */
    default void taskRetried(TaskInfo task, int attempt) {}

    /**
     * A task told how far it is, with {@link TaskContext#progress}. Reports that come faster than they can be carried
     * are merged: the last one always arrives.
     *
     * @param task the item
     * @param fraction between 0 and 1
     * @param message what the task says
     */
    default void progress(TaskInfo task, double fraction, String message) {}
}
