package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.spi.WorkerExit;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How workers ended that nobody ended; the latest of them. Those that could not be started are kept until one has
 * started, those that were lost until one brings an outcome.
 */
final class RecentDeaths {
    private static final int KEPT = 40;

    private final ArrayDeque<Death> deaths = new ArrayDeque<>();
    private @Nullable WorkerExit last;

    private record Death(Cause cause, String line) {}

    void add(WorkerExit exit) {
        if (exit.cause() != Cause.NOT_STARTED && exit.cause() != Cause.LOST) {
            return;
        }
        deaths.addLast(new Death(exit.cause(), Failures.death(exit)));
        if (deaths.size() > KEPT) {
            deaths.removeFirst();
        }
        last = exit;
    }

    /** Somebody has started. */
    void started() {
        forget(Cause.NOT_STARTED);
    }

    /** Somebody works. */
    void worked() {
        forget(Cause.LOST);
    }

    private void forget(Cause cause) {
        deaths.removeIf(death -> death.cause == cause);
    }

    /** One line; empty if nobody has died. */
    String last() {
        return deaths.isEmpty() ? "" : deaths.getLast().line;
    }

    /** What a pool fails with whose workers are of no use. */
    PoolBrokenException broken(String pool) {
        WorkerExit end = last;
        if (end == null) {
            throw new IllegalStateException("pool " + pool + " broke down without a death");
        }
        return Failures.broken(
                pool,
                end,
                deaths.stream()
                        .filter(death -> death.cause == end.cause())
                        .map(Death::line)
                        .toList());
    }
}
