package dev.taskpool.remote.internal.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads in which a pool does what may block: one for each task, kept for a while. */
final class BlockingThreads {
    private static final long KEEP_SECONDS = 5;

    private BlockingThreads() {}

    /**
     * Makes an executor.
     *
     * @param poolName names its threads, which are daemons
     * @return an executor that still runs what comes after its shutdown, in the thread that brings it
     */
    static ExecutorService create(String poolName) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    var thread = new Thread(task, "taskpool-" + poolName + "-io-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, executor) -> task.run());
    }
}
