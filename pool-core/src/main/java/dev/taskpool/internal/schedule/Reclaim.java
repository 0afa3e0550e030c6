package dev.taskpool.internal.schedule;

/**
 * Takes back what a busy worker has not begun: when another worker is idle, when something more important waits, and
 * when the worker is to leave.
 */
final class Reclaim {
    private final Crew crew;
    private final Ledger ledger;

    Reclaim(Crew crew, Ledger ledger) {
        this.crew = crew;
        this.ledger = ledger;
    }

    /** For idle workers, after all that waits was given out; returns when to look again, or the end of time. */
    long forIdle(long now) {
        if (crew.idleCount() <= crew.askedCount()) {
            return Long.MAX_VALUE;
        }
        Worker fullest = crew.hoards().pollFullest(now);
        if (fullest == null) {
            return crew.hoards().againNanos();
        }
        ask(fullest);
        return Long.MAX_VALUE;
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
