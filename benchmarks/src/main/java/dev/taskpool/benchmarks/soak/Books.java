package dev.taskpool.benchmarks.soak;

import dev.taskpool.PoolStats;
import dev.taskpool.WorkerLostException.Reason;
import java.util.Map;

/**
 * The equations between what clients received, what the listener was told and what {@code stats()} counts. An item that
 * a failed map drops has no outcome and is in no counter; all others are in exactly one.
 */
final class Books {
    private final Violations violations;

    Books(Violations violations) {
        this.violations = violations;
    }

    /** While the pool is open and has nothing to do. */
    void balanceIdle(PoolStats stats) {
        equal("stats.queued = 0", stats.queued(), 0);
        equal("stats.running = 0", stats.running(), 0);
    }

    /** When the pool has ended, and with it its callbacks. */
    void balance(PoolStats stats, Accounts.Totals clients, Census census) {
        equal("items with an outcome = items issued", clients.settled(), clients.issued());
        String each = Client.EACH;
        String map = Client.MAP;
        equal("listener.finished(each) = values received", census.finished(each), clients.values());
        equal("listener.failed(each) = failures received", census.failed(each), clients.failures());
        equal("listener.retried(each) = sum of (attempts - 1)", census.retried(each), clients.retries());
        equal("stats.completed = listener.finished", stats.completed(), census.finished(each) + census.finished(map));
        equal("stats.failed = listener.failed", stats.failed(), census.failed(each) + census.failed(map));
        equal("stats.retried = listener.retried", stats.retried(), census.retried(each) + census.retried(map));
        long mapEnds = census.finished(map) + census.failed(map);
        atMost("values of maps that succeeded <= listener.finished(map)", clients.mapValues(), census.finished(map));
        atMost("maps that failed <= listener.failed(map)", clients.mapsFailed(), census.failed(map));
        atMost("listener.finished(map) + listener.failed(map) <= items of maps", mapEnds, clients.mapItems());
        equal("stats.queued + stats.running = 0 after close", stats.queued() + stats.running(), 0);
        equal("stats.workersStarted = listener.exited", stats.workersStarted(), census.exited());
        equal("stats.workersLost = workers lost after their start", stats.workersLost(), census.lost());
    }

    /** No worker dies by itself; one that is silent for too long may have been frozen by the machine. */
    void balanceDeaths(Census census, Map<Signal, Long> hits) {
        long fatal = hits.getOrDefault(Signal.KILL, 0L) + hits.getOrDefault(Signal.SEGV, 0L);
        atMost("workers lost to signals <= KILL and SEGV sent", census.lostTo(Reason.SIGNAL), fatal);
        equal("workers that exited = 0", census.lostTo(Reason.EXITED), 0);
        equal("workers out of memory = 0", census.lostTo(Reason.OUT_OF_MEMORY), 0);
    }

    private void equal(String equation, long left, long right) {
        violations.addUnless(left == right, equation + ": " + left + " = " + right);
    }

    private void atMost(String equation, long left, long right) {
        violations.addUnless(left <= right, equation + ": " + left + " <= " + right);
    }
}
