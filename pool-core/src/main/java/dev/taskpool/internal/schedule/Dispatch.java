package dev.taskpool.internal.schedule;

/** Gives what waits to workers with room, cut into units. */
final class Dispatch {
    private final ScheduleSettings settings;
    private final Crew crew;
    private final Backlog backlog;
    private final Ledger ledger;
    private final Tally tally;
    private long lastUnitId;

    /** How long single tasks take, as a guess for those of which nothing is known; negative before the first. */
    private long singleNanos = -1;

    Dispatch(ScheduleSettings settings, Crew crew, Backlog backlog, Ledger ledger, Tally tally) {
        this.settings = settings;
        this.crew = crew;
        this.backlog = backlog;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** Items of a call took this long, together. */
    void measured(Call call, int count, long elapsedNanos) {
        call.measured(count, elapsedNanos);
        if (call.spec.single()) {
            singleNanos = Call.average(singleNanos, count, elapsedNanos);
        }
    }

    /** Goes on until nothing waits or no worker has room. */
    void fill(long now) {
        while (backlog.peek() != null) {
            Worker worker = crew.poll();
            if (worker == null) {
                return;
            }
            Call call = backlog.poll();
            if (call == null) {
                crew.offer(worker);
                return;
            }
            assign(call, worker, now);
            backlog.offer(call);
            crew.offer(worker);
        }
    }

    private void assign(Call call, Worker worker, long now) {
        long guess = call.spec.single() ? singleNanos : -1;
        Range range = call.take(settings.workers(), guess);
        var unit = new Unit(++lastUnitId, call, worker, range, call.nanosPerItem(guess));
        if (worker.idle()) {
            worker.lastProgressNanos = now;
        }
        crew.give(worker, unit);
        call.units.add(unit);
        tally.queued -= range.size();
        tally.running += range.size();
        ledger.decide(new Decision.Assign(
                worker.id,
                unit.id,
                call.spec.callId(),
                range.first(),
                range.size(),
                range.tries().attempt()));
    }
}
