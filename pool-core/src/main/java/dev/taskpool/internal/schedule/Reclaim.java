package dev.taskpool.internal.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Takes back what a busy worker has not begun: when another worker is idle, when something more important waits, and
 * when the worker is to leave.
 */
final class Reclaim {
    /** Less estimated work than this is left where it is, unless the worker seems to be stuck with a long item. */
    private static final long WORTH_NANOS = 1_000_000;

    /** After this long without an outcome the estimate of a worker is no longer believed. */
    private static final long PATIENCE_NANOS = 2_000_000;

    private final Crew crew;
    private final Ledger ledger;

    Reclaim(Crew crew, Ledger ledger) {
        this.crew = crew;
        this.ledger = ledger;
    }

    /** For idle workers, after all that waits was given out; returns when to look again, or the end of time. */
    long forIdle(long now) {
        long again = Long.MAX_VALUE;
        if (crew.idleCount() <= crew.askedCount()) {
            return again;
        }
        Worker fullest = null;
        for (Worker worker : crew.laden()) {
            if (worker.isToBeAsked()) {
                long patience = worker.lastProgressNanos + PATIENCE_NANOS;
                if (worker.queuedNanos() < WORTH_NANOS && now - patience < 0) {
                    again = Math.min(again, patience);
                } else {
                    fullest = fuller(fullest, worker);
                }
            }
        }
        if (fullest == null) {
            return again;
        }
        ask(fullest);
        return Long.MAX_VALUE;
    }

    private static Worker fuller(@Nullable Worker one, Worker other) {
        return one == null || other.takeable() > one.takeable() ? other : one;
    }

    /** For a call that waits although it is more important than what some workers have not begun. */
    void forPriority(Call call) {
        if (!ledger.hasLesser(call) || !call.ready()) {
            return;
        }
        int units = Math.max(1, call.waiting() / Math.max(1, call.spec.chunkSize()));
        for (Worker worker : crew.laden()) {
            if (crew.askedCount() >= units) {
                return;
            }
            if (worker.isToBeAsked() && worker.couldGiveLesser(call.spec.priority())) {
                ask(worker);
            }
        }
    }

    /** For a worker that is to hold no more than it has begun. It gives half at a time. */
    void forRetiring(Worker worker) {
        if (worker.retiring && worker.isToBeAsked() && worker.isLaden()) {
            ask(worker);
        }
    }

    private void ask(Worker worker) {
        crew.ask(worker);
        ledger.decide(new Decision.TakeBack(worker.id));
    }
}
