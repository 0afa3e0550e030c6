package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs one thing after the other, on threads that others use too, or on the caller's. Thread-safe. */
final class Lane {
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(Executor threads) {
        this.threads = threads;
    }

    /** Runs it on another thread. */
    void execute(Runnable step) {
        if (add(step)) {
            start();
        }
    }

    private void start() {
        try {
            threads.execute(this::run);
        } catch (RuntimeException | Error e) { // there is no thread: it runs with the next step
            stop();
            throw e;
        }
    }

    /** Runs it now, unless something else runs: then after that, on another thread. */
    void executeHere(Runnable step) {
        if (!add(step)) {
            return;
        }
        if (!isAlone()) {
            start();
            return;
        }
        Runnable first = next();
        if (first != null) {
            first.run();
        }
        if (leave()) {
            start();
        }
    }

    /** Says whether the caller must see to it that it runs. */
    private synchronized boolean add(Runnable step) {
        waiting.add(step);
        boolean idle = !running;
        running = true;
        return idle;
    }

    private void run() {
        do {
            Runnable step = next();
            if (step != null) {
                step.run();
            }
        } while (leave());
    }

    private synchronized boolean isAlone() {
        return waiting.size() == 1;
    }

    private synchronized void stop() {
        running = false;
    }

    private synchronized @Nullable Runnable next() {
        return waiting.poll();
    }

    /** Says whether there is more to run. */
    private synchronized boolean leave() {
        running = !waiting.isEmpty();
        return running;
    }
}
