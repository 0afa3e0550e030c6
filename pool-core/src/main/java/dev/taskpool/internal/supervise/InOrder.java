package dev.taskpool.internal.supervise;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what it is given one after the other, in order, on threads that it shares with others, or on that of somebody
 * who waits for it anyway: waking one thread less is a good part of a short call's time. Thread-safe.
 */
final class InOrder implements Executor {
    private static final Logger log = LoggerFactory.getLogger(InOrder.class);

    private final ResultThreads threads;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(2);
    private boolean running;
    private @Nullable Thread helper;
    private boolean lent;

    InOrder(ResultThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable step) {
        Thread lentTo;
        synchronized (waiting) {
            waiting.addLast(step);
            if (running) {
                return;
            }
            running = true;
            lent = helper != null && threads.lend();
            lentTo = lent ? helper : null;
        }
        if (lentTo == null) {
            threads.execute(this::run);
        } else {
            LockSupport.unpark(lentTo);
        }
    }

    /**
     * Waits in the calling thread and runs in it what comes meanwhile; returns if that is enough, if the thread is
     * interrupted, or if it cannot help.
     *
     * @param enough changed by nothing but the steps
     */
    void help(BooleanSupplier enough) {
        Thread self = Thread.currentThread();
        synchronized (waiting) {
            if (running
                    || helper != null
                    || self instanceof ForkJoinWorkerThread) { // whose pool must know that it waits
                return;
            }
            helper = self;
        }
        while (!self.isInterrupted()) {
            Runnable step = nextLent();
            if (step != null) {
                run(step);
            } else if (enough.getAsBoolean()) {
                break;
            } else {
                LockSupport.park(this);
            }
        }
        leave();
    }

    private @Nullable Runnable nextLent() {
        synchronized (waiting) {
            return lent ? next() : null;
        }
    }

    /** What is left is for others. */
    private void leave() {
        synchronized (waiting) {
            helper = null;
            if (!lent) {
                return;
            }
            lent = false;
            running = !waiting.isEmpty();
            if (running) {
                threads.execute(this::run);
            }
            threads.returned();
        }
    }

    private void run() {
        for (Runnable step = next(); step != null; step = next()) {
            run(step);
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            log.error("a step of a call's results failed", e); // a defect of ours: the next steps must go on
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable step = waiting.pollFirst();
            running = step != null;
            if (!running && lent) {
                lent = false;
                threads.returned();
            } else if (!running) {
                LockSupport.unpark(helper); // who could not be lent these steps, and may wait for no more
            }
            return step;
        }
    }
}
