package dev.taskpool.internal.supervise;

import dev.taskpool.PoolStats;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pools of this JVM that have not ended, and what ends those that nobody closes.
 *
 * <p>A pool's threads are daemons, so a JVM could end with work unfinished: one thread of this class keeps it alive
 * until main and all threads of the program have ended and its pools have nothing to do. A pool whose face is
 * unreachable is shut down. At the JVM's end everything is terminated.
 */
final class OpenPools {
    private static final Logger log = LoggerFactory.getLogger(OpenPools.class);
    private static final Cleaner FORGOTTEN = Cleaner.create();
    private static final long LOOK_MILLIS = 200;

    /** An exit from a thread that the pool's end waits for must not be held up for long. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

    private static final Map<PoolCore, String> POOLS = new ConcurrentHashMap<>();
    private static boolean keeping;
    private static boolean hooked;

    private OpenPools() {}

    /** Watches over a pool until it ends. The lease is what its users hold. */
    static synchronized void add(PoolCore core, Object lease) {
        String madeAt = madeAt();
        POOLS.put(core, madeAt);
        core.terminated().whenComplete((nothing, failure) -> POOLS.remove(core));
        FORGOTTEN.register(lease, () -> shutDownForgotten(core, madeAt));
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(OpenPools::terminateAll, "taskpool-shutdown-hook"));
        }
        if (!keeping) {
            keeping = true;
            new Thread(OpenPools::keep, "taskpool-keeper").start();
        }
    }

    private static String madeAt() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("dev.taskpool.internal.")
                                && !frame.getClassName().equals("dev.taskpool.TaskPool"))
                        .findFirst()
                        .map(StackWalker.StackFrame::toString)
                        .orElse("an unknown place"));
    }

    private static void shutDownForgotten(PoolCore core, String madeAt) {
        if (!core.closing()) {
            log.warn("pool={} was never closed and is no longer used; it was made at {}", core.name(), madeAt);
            core.shutDown();
        }
    }

    /** Waits, for a moment, until workers and files are gone: nobody cleans up after the JVM. */
    private static void terminateAll() {
        List<PoolCore> open = List.copyOf(POOLS.keySet());
        open.forEach(PoolCore::terminate);
        long deadline = System.nanoTime() + EXIT_PATIENCE.toNanos();
        for (PoolCore core : open) {
            Waiting.atMost(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), core.released());
        }
    }

    private static void keep() {
        while (anyOpen()) {
            if (programEnded()) {
                POOLS.forEach(OpenPools::endUnused);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                log.debug("the keeper of pools was interrupted, and goes on", e);
            }
        }
    }

    private static synchronized boolean anyOpen() {
        keeping = !POOLS.isEmpty();
        return keeping;
    }

    private static void endUnused(PoolCore core, String madeAt) {
        if (core.closing() || !core.threads().idle()) {
            return;
        }
        PoolStats stats = core.stats();
        if (stats.queued() == 0 && stats.running() == 0 && core.threads().idle()) {
            log.warn("pool={} was never closed and the program has ended; it was made at {}", core.name(), madeAt);
            core.terminate();
        }
    }

    /** Whether no thread of the program is left that could use a pool. */
    private static boolean programEnded() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(threads);
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (!thread.isDaemon() && thread != Thread.currentThread() && !isEnder(thread)) {
                return false;
            }
        }
        return true;
    }

    /** The thread that waits, once main has returned, for the others to end. */
    private static boolean isEnder(Thread thread) {
        return thread.getName().equals("DestroyJavaVM");
    }
}
