package dev.taskpool.internal.supervise;

import dev.taskpool.PoolStats;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
    private static final ReferenceQueue<Object> FORGOTTEN = new ReferenceQueue<>();
    private static final long LOOK_MILLIS = 200;

    /** What stands between a pool's maker and this class. */
    private static final List<String> OWN_CODE =
            List.of("dev.taskpool.internal.", "dev.taskpool.spi.", "dev.taskpool.TaskPool");

    /** An exit from a thread that the pool's end waits for must not be held up for long. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

    private static final Map<PoolCore, Lease> POOLS = new ConcurrentHashMap<>();
    private static @Nullable Thread keeper;
    private static boolean hooked;

    /** Comes to {@link #FORGOTTEN} when nobody holds the pool's face any more. */
    private static final class Lease extends PhantomReference<Object> {
        private final PoolCore core;
        private final String madeAt;

        Lease(Object held, PoolCore core, String madeAt) {
            super(held, FORGOTTEN);
            this.core = core;
            this.madeAt = madeAt;
        }
    }

    private OpenPools() {}

    /** Watches over a pool until it ends. The lease is what its users hold. */
    static synchronized void add(PoolCore core, Object lease) {
        POOLS.put(core, new Lease(lease, core, madeAt()));
        core.terminated().whenComplete((nothing, failure) -> remove(core));
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(OpenPools::terminateAll, "taskpool-shutdown-hook"));
        }
        if (keeper == null) {
            keeper = new Thread(OpenPools::keep, "taskpool-keeper");
            keeper.start();
        }
    }

    private static synchronized void remove(PoolCore core) {
        POOLS.remove(core);
        if (POOLS.isEmpty() && keeper != null) {
            keeper.interrupt(); // it need not look once more
        }
    }

    private static String madeAt() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> OWN_CODE.stream().noneMatch(frame.getClassName()::startsWith))
                        .findFirst()
                        .map(StackWalker.StackFrame::toString)
                        .orElse("an unknown place"));
    }

    private static void shutDown(Lease forgotten) {
        PoolCore core = forgotten.core;
        if (!core.closing()) {
            log.warn(
                    "pool={} was never closed and is no longer used; it was made at {}", core.name(), forgotten.madeAt);
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
                POOLS.values().forEach(OpenPools::endUnused);
            }
            try {
                if (FORGOTTEN.remove(LOOK_MILLIS) instanceof Lease forgotten) {
                    shutDown(forgotten);
                }
            } catch (InterruptedException e) {
                log.trace("the keeper of pools looks at once", e);
            }
        }
    }

    private static synchronized boolean anyOpen() {
        if (POOLS.isEmpty()) {
            keeper = null;
        }
        return keeper != null;
    }

    private static void endUnused(Lease lease) {
        PoolCore core = lease.core;
        if (core.closing() || !core.threads().idle()) {
            return;
        }
        PoolStats stats = core.stats();
        if (stats.queued() == 0 && stats.running() == 0 && core.threads().idle()) {
            if (!core.isShared()) {
                log.warn(
                        "pool={} was never closed and the program has ended; it was made at {}",
                        core.name(),
                        lease.madeAt);
            }
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
