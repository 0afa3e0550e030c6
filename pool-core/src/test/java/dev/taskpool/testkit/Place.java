package dev.taskpool.testkit;

import dev.taskpool.TaskContext;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import java.io.Serializable;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Where a task ran.
 *
 * @param worker the worker's id
 * @param pid its process
 */
public record Place(int worker, long pid) implements Serializable {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /**
     * Where the task at hand runs.
     *
     * @param ignored anything
     * @return its worker
     */
    public static Place here(Object ignored) {
        TaskContext context = TaskContext.current();
        return new Place(context.workerId(), context.pid());
    }

    /**
     * Waits until the worker has ended, and its process with it if it had one of its own.
     *
     * @param pool whose worker it was
     */
    public void awaitEnd(TaskPool pool) {
        Awaitility.await("the end of " + this).atMost(LIMIT).until(() -> hasLeft(pool) && !isProcess());
    }

    private boolean hasLeft(TaskPool pool) {
        return pool.stats().workers().stream()
                .noneMatch(info -> info.id() == worker && info.state() != WorkerInfo.State.DEAD);
    }

    /** Whether it is a process that lives; workers that are threads end with the thread. */
    private boolean isProcess() {
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
