package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.spi.WorkerExit;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How workers ended that nobody ended, since the last one that brought an outcome; the latest of them. */
final class RecentDeaths {
    private static final int KEPT = 40;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private @Nullable WorkerExit last;

    void add(WorkerExit exit) {
        if (exit.cause() != WorkerExit.Cause.NOT_STARTED && exit.cause() != WorkerExit.Cause.LOST) {
            return;
        }
        lines.addLast(Failures.death(exit));
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
        last = exit;
    }

    /** Somebody works. */
    void clear() {
        lines.clear();
    }

    /** One line; empty if nobody has died. */
    String last() {
        return lines.isEmpty() ? "" : lines.getLast();
    }

    /** What a pool fails with whose workers are of no use. */
    PoolBrokenException broken(String pool) {
        if (last == null) {
            throw new IllegalStateException("pool " + pool + " broke down without a death");
        }
        return Failures.broken(pool, last, List.copyOf(lines));
    }
}
