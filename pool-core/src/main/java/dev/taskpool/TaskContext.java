package dev.taskpool;

import dev.taskpool.spi.CurrentTask;
import java.time.Instant;
import java.util.Optional;

/**
 * What a task can ask about itself while it runs.
 *
 * <p>Valid in the thread that runs the task and only until the task ends; threads the task starts do not see it.
 */
public interface TaskContext {
    /**
     * The task that the calling thread runs.
     *
     * @return its context
     * @throws IllegalStateException if the calling thread runs no task of a pool
     */
    static TaskContext current() {
        return CurrentTask.get()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "TaskContext.current() was called outside a task (it is available in the thread that runs one)"));
    }

    /**
     * Whether the calling code runs in a worker: anywhere in a child JVM of a pool, or in a task of a thread pool.
     *
     * @return false in the program that made the pool
     */
    static boolean isWorker() {
        return CurrentTask.isWorker();
    }

    /**
     * The worker that runs the task.
     *
     * @return its id, from 1
     */
    int workerId();

    /**
     * The process that runs the task.
     *
     * @return its pid
     */
    long pid();

    /**
     * Which run of the item this is.
     *
     * @return 1 for the first
     */
    int attempt();

    /**
     * The name given with {@link TaskOptions#name}.
     *
     * @return an empty string if none was given
     */
    String taskName();

    /**
     * The item's index in its call's input.
     *
     * @return -1 for a single call
     */
    int itemIndex();

    /**
     * When the time limit of this run passes.
     *
     * @return empty if there is none
     */
    Optional<Instant> deadline();

    /**
     * Whether the call that this task belongs to was cancelled, so that its result will not be used.
     *
     * @return true once the worker has been told
     */
    boolean cancelled();

    /**
     * Tells the pool's {@link PoolListener} how far the task is. Cheap; reports that come too fast are merged.
     *
     * @param fraction between 0 and 1
     * @param message a short text
     * @throws IllegalArgumentException if the fraction is not between 0 and 1
     */
    void progress(double fraction, String message);
}
