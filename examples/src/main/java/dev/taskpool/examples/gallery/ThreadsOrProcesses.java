package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Threads against processes, on a job that computes and on one that waits: time and memory. */
public final class ThreadsOrProcesses {
    private static final int WORKERS = 2;
    private static final int JOBS = 4;
    private static final long NUMBERS = 3_000_000;
    private static final long WAIT_MILLIS = 50;

    private ThreadsOrProcesses() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.printf("%-10s %12s %12s %12s %12s%n", "on", "start ms", "compute ms", "wait ms", "memory MiB");
        show("threads", () -> TaskPool.threads(WORKERS));
        show("processes", () -> TaskPool.create(WORKERS));
    }

    private static void show(String name, Supplier<TaskPool> start) {
        long before = System.nanoTime();
        try (TaskPool pool = start.get()) {
            run(pool, () -> {});
            long startMillis = millisSince(before);
            long computeMillis = run(pool, ThreadsOrProcesses::compute);
            long waitMillis = run(pool, () -> TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS));
            System.out.printf(
                    "%-10s %12d %12d %12d %12d%n",
                    name, startMillis, computeMillis, waitMillis, memoryBytes(pool) >> 20);
        }
    }

    private static long run(TaskPool pool, TaskAction job) {
        long before = System.nanoTime();
        pool.forEach(action -> action.run(), Collections.nCopies(JOBS, job), 1);
        return millisSince(before);
    }

    private static void compute() {
        long sum = LongStream.range(0, NUMBERS).map(x -> x * x % 7).sum();
        if (sum < 0) {
            throw new IllegalStateException("sum: " + sum);
        }
    }

    /** What the workers take beside this JVM: nothing, if they are its threads. */
    private static long memoryBytes(TaskPool pool) {
        return pool.stats().workers().stream().mapToLong(WorkerInfo::rssBytes).sum();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
