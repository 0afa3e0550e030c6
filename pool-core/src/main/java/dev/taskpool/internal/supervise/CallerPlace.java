package dev.taskpool.internal.supervise;

import dev.taskpool.spi.WorkerSite;
import org.jspecify.annotations.Nullable;

/**
 * Where the calling thread stands: outside a pool, or inside of something that the pool's end would wait for.
 * Thread-safe.
 */
final class CallerPlace {
    private final PoolThreads threads;
    private final WorkerSite site;

    /** How many calls of the pool read their input in this thread, one in the input of the other. */
    private final ThreadLocal<@Nullable Integer> inputs = new ThreadLocal<>();

    CallerPlace(PoolThreads threads, WorkerSite site) {
        this.threads = threads;
        this.site = site;
    }

    /** This thread begins to read the input of a call, whose end will wait for it. */
    void enterInput() {
        inputs.set(depth() + 1);
    }

    private int depth() {
        Integer depth = inputs.get();
        return depth == null ? 0 : depth;
    }

    void leaveInput() {
        int left = depth() - 1;
        if (left > 0) {
            inputs.set(left);
        } else {
            inputs.remove();
        }
    }

    /** Whether it is a thread of the pool's own, or one that runs its tasks. */
    boolean isOwn() {
        Thread thread = Thread.currentThread();
        return threads.own(thread) || site.owns(thread);
    }

    /** Whether what reads results runs in it: the pool cannot free everything before it returns. */
    boolean isReader() {
        return threads.own(Thread.currentThread()) && !threads.onCallbackThread();
    }

    /** What the pool's end would wait for here, for the message to who waits; {@code null} outside. */
    @Nullable
    String inside() {
        if (threads.onCallbackThread()) {
            return "a callback";
        }
        if (threads.own(Thread.currentThread())) {
            return "what follows a result";
        }
        if (site.owns(Thread.currentThread())) {
            return "a task";
        }
        return depth() > 0 ? "the input of a call" : null;
    }
}
