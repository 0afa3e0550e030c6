package dev.taskpool.internal.supervise;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what it is given one after the other, in order, on threads that it shares with others. Thread-safe. */
final class InOrder implements Executor {
    private static final Logger log = LoggerFactory.getLogger(InOrder.class);

    private final Executor threads;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(2);
    private boolean running;

    InOrder(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable step) {
        synchronized (waiting) {
            waiting.addLast(step);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::run);
    }

    private void run() {
        for (Runnable step = next(); step != null; step = next()) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                log.error("a step of a call's results failed", e); // a defect of ours: the next steps must go on
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable step = waiting.pollFirst();
            running = step != null;
            return step;
        }
    }
}
