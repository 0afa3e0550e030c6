package dev.taskpool.internal.schedule;

import dev.taskpool.spi.Piece;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what living workers say of the units they hold. Words about a unit the worker no longer holds, or about items
 * of it that have ended, are passed over: the first outcome has won.
 */
final class Outcomes {
    private final Crew crew;
    private final Staffing staffing;
    private final Dispatch dispatch;
    private final Reclaim reclaim;
    private final Ledger ledger;
    private final Tally tally;

    Outcomes(Crew crew, Staffing staffing, Dispatch dispatch, Reclaim reclaim, Ledger ledger, Tally tally) {
        this.crew = crew;
        this.staffing = staffing;
        this.dispatch = dispatch;
        this.reclaim = reclaim;
        this.ledger = ledger;
        this.tally = tally;
    }

    void succeeded(int worker, long unitId, int offset, int count, long elapsedNanos, long now) {
        Unit unit = unit(worker, unitId);
        if (unit == null || unit.done != offset || count > unit.outstanding()) {
            return;
        }
        Call call = unit.call;
        dispatch.measured(call, count, elapsedNanos);
        tally.completed += count;
        ledger.decide(new Decision.Deliver(call.spec.callId(), unit.first + offset, count, unit.tries.attempt()));
        call.settle(count);
        ended(unit, count, now);
        ledger.endIfDone(call);
    }

    void failed(int worker, long unitId, int offset, boolean retryable, long now) {
        Unit unit = unit(worker, unitId);
        if (unit == null || unit.done != offset || unit.outstanding() < 1) {
            return;
        }
        Call call = unit.call;
        int index = unit.first + offset;
        if (retryable && !call.abandoned && call.spec.retry().allow(unit.tries, RunEnd.FAILURE)) {
            tally.queued++;
            ledger.runAgain(call, index, unit.tries, RunEnd.FAILURE, worker, now);
            ended(unit, 1, now);
            return;
        }
        tally.failed++;
        ledger.decide(new Decision.Deliver(call.spec.callId(), index, 1, unit.tries.attempt()));
        call.settle(1);
        ledger.failFast(call);
        ended(unit, 1, now);
        ledger.endIfDone(call);
    }

    void gaveBack(int id, List<Piece> pieces, long now) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return;
        }
        cut(worker, pieces, ledger::giveBack);
        dispatch.fill(now); // to others, before this one has room for what it gave
        crew.answered(worker, pieces.isEmpty());
        reclaim.forRetiring(worker);
        staffing.progressed(worker);
    }

    void dropped(int id, List<Piece> pieces) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return;
        }
        cut(worker, pieces, ledger::drop);
        staffing.progressed(worker);
    }

    private @Nullable Unit unit(int workerId, long unitId) {
        Worker worker = crew.get(workerId);
        return worker == null ? null : worker.units.get(unitId);
    }

    /** The next items of a unit have left its worker with an outcome. */
    private void ended(Unit unit, int count, long now) {
        Worker worker = unit.worker;
        worker.lastProgressNanos = now;
        tally.running -= count;
        unit.done += count;
        crew.ended(unit, count);
        if (unit.outstanding() == 0) {
            unit.call.units.remove(unit);
        }
        staffing.productive(worker);
        staffing.progressed(worker);
    }

    /** Takes the tails of units that a worker gave up; what it does not hold is passed over. */
    private void cut(Worker worker, List<Piece> pieces, BiConsumer<Call, Range> fate) {
        for (Piece piece : pieces) {
            Unit unit = worker.units.get(piece.unitId());
            if (unit != null && isTail(piece, unit)) {
                worker.unitsGiven -= piece.from() == 0 ? 1 : 0;
                crew.review(worker);
                int count = piece.to() - piece.from();
                ledger.take(unit, count);
                tally.requeued(count);
                fate.accept(unit.call, unit.rest(piece.from(), piece.to()));
                ledger.endIfDone(unit.call);
            }
        }
    }

    private static boolean isTail(Piece piece, Unit unit) {
        return piece.to() == unit.size && piece.from() >= unit.done && piece.from() < piece.to();
    }
}
