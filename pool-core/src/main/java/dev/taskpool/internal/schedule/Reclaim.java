package dev.taskpool.internal.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Takes back what a busy worker has not begun: when another worker is idle and nothing waits, when something more
 * important waits, and when the worker is to leave.
 */
final class Reclaim {
    /** Less estimated work than this is left where it is, unless the worker seems to be stuck with a long item. */
    private static final long WORTH_NANOS = 1_000_000;

    /** After this long without an outcome the estimate of a worker is no longer believed. */
    private static final long PATIENCE_NANOS = 2_000_000;

    private final Crew crew;
    private final Backlog backlog;
    private final Ledger ledger;

    Reclaim(Crew crew, Backlog backlog, Ledger ledger) {
        this.crew = crew;
        this.backlog = backlog;
        this.ledger = ledger;
    }

    /** For idle workers; returns when to look again, {@link Long#MAX_VALUE} if there is no need. */
    long forIdle(long now) {
        int idle = 0;
        int asked = 0;
        for (Worker worker : crew.all()) {
            idle += worker.idle() && worker.hasRoom() ? 1 : 0;
            asked += worker.takeBackPending ? 1 : 0;
        }
        if (idle <= asked || backlog.peek() != null) {
            return Long.MAX_VALUE;
        }
        Worker fullest = fullest();
        if (fullest == null) {
            return Long.MAX_VALUE;
        }
        long patience = fullest.lastProgressNanos + PATIENCE_NANOS;
        if (fullest.queuedNanos() < WORTH_NANOS && now < patience) {
            return patience;
        }
        ask(fullest);
        return Long.MAX_VALUE;
    }

    private @Nullable Worker fullest() {
        Worker fullest = null;
        int most = 0;
        for (Worker worker : crew.all()) {
            int takeable = worker.takeBackPending || worker.emptyHanded || worker.leaving ? 0 : worker.takeable();
            if (takeable > most) {
                most = takeable;
                fullest = worker;
            }
        }
        return fullest;
    }

    /** For a call that waits although it is more important than what some workers have not begun. */
    void forPriority(Call call) {
        if (!ledger.hasLesser(call) || !call.ready()) {
            return;
        }
        for (Worker worker : crew.all()) {
            if (!worker.takeBackPending && !worker.leaving && holdsLesser(worker, call.spec.priority())) {
                ask(worker);
            }
        }
    }

    private static boolean holdsLesser(Worker worker, int priority) {
        return worker.takeable() > 0
                && worker.units.values().stream().anyMatch(unit -> unit.call.spec.priority() < priority);
    }

    /** For a worker that is to hold no more than it has begun. */
    void forOutgrown(Worker worker) {
        if (worker.takeable() > 0 && !worker.takeBackPending) {
            ask(worker);
        }
    }

    private void ask(Worker worker) {
        worker.takeBackPending = true;
        ledger.decide(new Decision.TakeBack(worker.id));
    }
}
