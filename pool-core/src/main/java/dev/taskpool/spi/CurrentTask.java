package dev.taskpool.spi;

import dev.taskpool.TaskContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which task the calling thread runs; kept by the backends for {@link TaskContext#current()}. */
public final class CurrentTask {
    private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Integer> WORKER_DEPTH = new ThreadLocal<>();
    private static volatile boolean workerProcess;
    private static volatile int nestingDepth;

    private CurrentTask() {}

    /**
     * The calling thread's task.
     *
     * @return empty if it runs none
     */
    public static Optional<TaskContext> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Notes what the calling thread runs from now on.
     *
     * @param task the task, or {@code null} at its end
     */
    public static void set(@Nullable TaskContext task) {
        CURRENT.set(task); // also null: to remove it would cost each item as much as to run a small one
    }

    /**
     * Declares this whole JVM a worker.
     *
     * @param depth how many pools it stands in, 1 for a worker of the program's own pool
     */
    public static void declareWorkerProcess(int depth) {
        workerProcess = true;
        nestingDepth = depth;
    }

    /**
     * Declares how deep this process stands, which is no worker.
     *
     * @param depth how many pools it stands in
     */
    public static void declareNestingDepth(int depth) {
        nestingDepth = depth;
    }

    /**
     * Declares the calling thread, until its end, a worker.
     *
     * @param depth how many pools it stands in
     */
    public static void declareWorkerThread(int depth) {
        WORKER_DEPTH.set(depth);
    }

    /**
     * Whether the calling code runs in a worker.
     *
     * @return true in a worker's JVM, and in a worker thread while it runs a task
     */
    public static boolean isWorker() {
        return workerProcess || CURRENT.get() != null;
    }

    /**
     * How many pools the calling thread stands in.
     *
     * @return 0 in the program itself
     */
    public static int nestingDepth() {
        Integer depth = WORKER_DEPTH.get();
        return depth != null ? depth : nestingDepth;
    }
}
