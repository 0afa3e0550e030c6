package dev.taskpool.internal.schedule;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.Decision.Why;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the items that a dead worker held: blame for one at most, another chance for the rest. */
final class Postmortem {
    private final ScheduleSettings settings;
    private final Ledger ledger;
    private final Tally tally;

    Postmortem(ScheduleSettings settings, Ledger ledger, Tally tally) {
        this.settings = settings;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** Says of everything the worker held what becomes of it. */
    void settle(Worker worker, WorkerExit.Cause cause, Reason reason, @Nullable Blame blame, long now) {
        boolean suspected = blame != null || cause != WorkerExit.Cause.LOST;
        for (Unit unit : List.copyOf(worker.units.values())) {
            if (blame != null && blames(blame, unit)) {
                settleBlamed(unit, blame, cause, reason, now);
            } else {
                returnAll(unit, !suspected);
                suspected = true;
            }
            ledger.endIfDone(unit.call);
        }
    }

    /** An item that has ended, or was taken back, is not to blame. */
    private static boolean blames(Blame blame, Unit unit) {
        return blame.unitId() == unit.id && blame.offset() >= unit.done && blame.offset() < unit.size;
    }

    private void settleBlamed(Unit unit, Blame blame, WorkerExit.Cause cause, Reason reason, long now) {
        Call call = unit.call;
        int at = blame.offset();
        int done = unit.done;
        int size = unit.size;
        ledger.take(unit, unit.outstanding());
        tally.requeued(size - done);
        ledger.giveBack(call, unit.rest(at + 1, size));
        judge(unit, unit.first + at, blame.stage(), cause, reason, now);
        ledger.giveBack(call, unit.rest(done, at)); // they had ended, but their outcomes are lost with the worker
    }

    private void judge(Unit unit, int index, Stage stage, WorkerExit.Cause cause, Reason reason, long now) {
        Call call = unit.call;
        if (call.abandoned || cause == WorkerExit.Cause.CANCELLED) {
            ledger.drop(call, Range.of(index, unit.tries), stage == Stage.RUNNING);
            return;
        }
        if (stage != Stage.RUNNING && cause == WorkerExit.Cause.LOST) {
            unacknowledged(unit, index, stage == Stage.READING_FUNCTION);
            return;
        }
        if (cause == WorkerExit.Cause.STOPPED) {
            ledger.giveBack(call, Range.of(index, unit.tries));
            return;
        }
        RunEnd end = cause == WorkerExit.Cause.TIME_LIMIT ? RunEnd.TIME_LIMIT : ofLoss(reason);
        boolean quarantined = call.spec.retry().quarantine(unit.tries, end);
        if (!quarantined && call.spec.retry().allow(unit.tries, end)) {
            ledger.runAgain(call, index, unit.tries, end, unit.worker.id, now);
        } else {
            Why lost = quarantined ? Why.QUARANTINED : Why.WORKER_LOST;
            Why why = end == RunEnd.TIME_LIMIT ? Why.TIMED_OUT : lost;
            ledger.failItem(call, index, unit.tries.attempt(), why, unit.worker.id);
        }
    }

    private static RunEnd ofLoss(Reason reason) {
        return reason == Reason.OUT_OF_MEMORY || reason == Reason.MEMORY_LIMIT ? RunEnd.OUT_OF_MEMORY : RunEnd.CRASH;
    }

    /** The worker died while it read the item: that costs no retry, but it may not go on for ever. */
    private void unacknowledged(Unit unit, int index, boolean readingFunction) {
        Tries tries = unit.tries.unacknowledgedAgain();
        if (tries.unacknowledged() < settings.maxUnacknowledged()) {
            ledger.giveBack(unit.call, Range.of(index, tries));
            return;
        }
        ledger.failItem(unit.call, index, tries.attempt(), Why.WORKER_LOST, unit.worker.id);
        if (readingFunction) {
            ledger.abandon(unit.call, false); // every other item would meet the same end
        }
    }

    private void returnAll(Unit unit, boolean suspect) {
        int from = unit.done;
        int to = unit.size;
        ledger.take(unit, unit.outstanding());
        tally.requeued(to - from);
        if (unit.call.abandoned) {
            ledger.drop(unit.call, unit.rest(from, to));
        } else if (suspect) {
            ledger.giveBack(unit.call, unit.rest(from + 1, to));
            unacknowledged(unit, unit.first + from, false);
        } else {
            ledger.giveBack(unit.call, unit.rest(from, to));
        }
    }
}
