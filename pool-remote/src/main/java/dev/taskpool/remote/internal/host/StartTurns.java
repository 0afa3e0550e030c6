package dev.taskpool.remote.internal.host;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many children of a pool start at a time, in the order in which they ask: on few processors many that start at
 * once keep each other from getting ready, and none is ready in time. Thread-safe.
 */
final class StartTurns {
    private static final int FEWEST = 4;
    private static final int FOR_EACH_PROCESSOR = 2;

    private final int atOnce;
    private final ArrayDeque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int taken;

    /** Turns for so many at a time. */
    StartTurns(int atOnce) {
        this.atOnce = atOnce;
    }

    /** As many at a time as this machine's processors can do with. */
    static StartTurns ofThisMachine() {
        return new StartTurns(
                Math.max(FEWEST, FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors()));
    }

    int atOnce() {
        return atOnce;
    }

    /** A turn, complete when it has come; to be {@link #end ended} once. */
    CompletableFuture<Void> take() {
        var turn = new CompletableFuture<Void>();
        synchronized (waiting) {
            if (taken == atOnce) {
                waiting.addLast(turn);
                return turn;
            }
            taken++;
        }
        turn.complete(null);
        return turn;
    }

    /** The child has started, or will not, whether its turn has come or not. */
    void end(CompletableFuture<Void> turn) {
        if (turn.cancel(false)) {
            return; // it never came; it is passed over
        }
        CompletableFuture<Void> next = next();
        while (next != null && !next.complete(null)) {
            next = next();
        }
    }

    /** The next who waits, who gets the place that was given back; otherwise it is free. */
    private @Nullable CompletableFuture<Void> next() {
        synchronized (waiting) {
            CompletableFuture<Void> next = waiting.pollFirst();
            if (next == null) {
                taken--;
            }
            return next;
        }
    }
}
