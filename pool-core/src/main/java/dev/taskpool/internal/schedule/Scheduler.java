package dev.taskpool.internal.schedule;

import dev.taskpool.WorkerInfo;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides who runs what, and when: each event in, a list of decisions out. No clock, thread or random; the moment of an
 * event is part of it. Not thread-safe.
 *
 * <p>Every item that was added ends exactly once: delivered, failed or cancelled.
 */
public final class Scheduler {

    /** So many times more deaths just after the start than failed starts are borne: someone may be killing them. */
    private static final int EARLY_DEATHS_PER_FAILURE = 10;

    private final ScheduleSettings settings;
    private final Map<Long, Call> calls = new HashMap<>();
    private final Backlog backlog = new Backlog();
    private final Crew crew = new Crew();
    private final Tally tally = new Tally();
    private final Reclaim reclaim = new Reclaim(crew, backlog);
    private final Ledger ledger = new Ledger(calls, backlog, crew, reclaim, tally);
    private final Postmortem postmortem;
    private Phase phase = Phase.OPEN;
    private int failedStarts;

    /** Workers in a row that got ready and died at once, with nothing done. */
    private int earlyDeaths;

    private long lastUnitId;
    private long singleNanos = -1;
    private long wakeNanos = Long.MAX_VALUE;

    private enum Phase {
        OPEN,
        CLOSING,
        TERMINATING,
        BROKEN,
        GONE
    }

    /**
     * Starts without workers.
     *
     * @param settings what to go by
     */
    public Scheduler(ScheduleSettings settings) {
        this.settings = settings;
        this.postmortem = new Postmortem(settings, ledger, tally);
    }

    /** Starts the workers. */
    public List<Decision> start(long now) {
        return settled(now);
    }

    /** What was counted so far. */
    public Tally tally() {
        return tally;
    }

    /** Whether new calls are refused. */
    public boolean refusing() {
        return phase != Phase.OPEN;
    }

    // ---- calls

    /** A call begins, without items. */
    public List<Decision> submitted(CallSpec spec, long now) {
        calls.put(spec.callId(), new Call(spec));
        reclaim.began(spec.priority());
        return settled(now);
    }

    /** Items were added to a call. */
    public List<Decision> itemsAdded(long callId, int count, long bytes, long now) {
        Call call = calls.get(callId);
        if (call == null) {
            return settled(now);
        }
        call.add(count, bytes);
        tally.queued += count;
        if (call.abandoned || phase == Phase.BROKEN || phase == Phase.TERMINATING) {
            ledger.dropFresh(call);
            ledger.endIfDone(call);
            return settled(now);
        }
        backlog.offer(call);
        fill(now);
        reclaim.forPriority(call, ledger.decisions());
        return settled(now);
    }

    /** The next item of a call failed before it could be given out. */
    public List<Decision> itemFailed(long callId, long now) {
        Call call = calls.get(callId);
        if (call != null) {
            call.addEnded();
            tally.failed++;
            ledger.failFast(call);
            backlog.offer(call);
            ledger.endIfDone(call);
            fill(now);
        }
        return settled(now);
    }

    /** No more items will be added to a call. */
    public List<Decision> inputEnded(long callId, long now) {
        Call call = calls.get(callId);
        if (call != null) {
            call.inputEnded = true;
            backlog.offer(call);
            ledger.endIfDone(call);
            fill(now);
        }
        return settled(now);
    }

    /** A call's results are no longer wanted; what has not begun is dropped. */
    public List<Decision> cancelled(long callId, boolean stopRunning, long now) {
        Call call = calls.get(callId);
        if (call != null) {
            call.inputEnded = true;
            ledger.abandon(call, stopRunning);
            ledger.endIfDone(call);
        }
        return settled(now);
    }

    /** A call has failed: what has not begun is dropped, more items may still be announced. */
    public List<Decision> failedFast(long callId, long now) {
        Call call = calls.get(callId);
        if (call != null && !call.abandoned) {
            ledger.abandon(call, false);
            ledger.endIfDone(call);
        }
        return settled(now);
    }

    // ---- workers

    /** A worker is ready for work. */
    public List<Decision> workerReady(int id, long now) {
        Worker worker = crew.get(id);
        if (worker != null) {
            worker.ready = true;
            worker.readySinceNanos = now;
            worker.lastProgressNanos = now;
            failedStarts = 0;
            crew.offer(worker);
            fill(now);
        }
        return settled(now);
    }

    /** Consecutive items of a unit ended with values. */
    public List<Decision> succeeded(int worker, long unitId, int offset, int count, long elapsedNanos, long now) {
        Unit unit = unit(worker, unitId);
        if (unit == null || unit.done != offset || count > unit.outstanding()) {
            return settled(now); // the unit was given to another worker; its first outcome has won
        }
        unit.call.measured(count, elapsedNanos);
        if (unit.call.spec.single()) {
            singleNanos = Call.average(singleNanos, count, elapsedNanos);
        }
        tally.completed += count;
        ledger.decide(new Decision.Deliver(unit.call.spec.callId(), unit.first + offset, count, unit.attempt));
        itemsEnded(unit, count, now);
        return settled(now);
    }

    /** An item ended with a failure of its own. */
    public List<Decision> failed(int worker, long unitId, int offset, boolean retryable, long now) {
        Unit unit = unit(worker, unitId);
        if (unit == null || unit.done != offset || unit.outstanding() < 1) {
            return settled(now);
        }
        Call call = unit.call;
        int index = unit.first + offset;
        if (retryable && unit.attempt <= call.spec.retries() && !call.abandoned) {
            tally.queued++;
            ledger.runAgain(call, index, unit.attempt, worker, now);
            itemsReturned(unit, 1, now);
        } else {
            tally.failed++;
            ledger.decide(new Decision.Deliver(call.spec.callId(), index, 1, unit.attempt));
            unit.call.settle(1);
            ledger.failFast(call); // before its worker gets more of it
            itemsReturned(unit, 1, now);
            ledger.endIfDone(call);
        }
        return settled(now);
    }

    /** A worker gave back what it was asked for. */
    public List<Decision> gaveBack(int id, List<Piece> pieces, long now) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return settled(now);
        }
        worker.takeBackPending = false;
        worker.emptyHanded = pieces.isEmpty();
        for (Piece piece : pieces) {
            Unit unit = cut(worker, piece);
            if (unit != null) {
                tally.requeued(piece.to() - piece.from());
                ledger.giveBack(unit.call, unit.rest(piece.from(), piece.to()));
                ledger.endIfDone(unit.call);
            }
        }
        afterProgress(worker, now);
        return settled(now);
    }

    /** A worker dropped what was cancelled. */
    public List<Decision> dropped(int id, List<Piece> pieces, long now) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return settled(now);
        }
        for (Piece piece : pieces) {
            Unit unit = cut(worker, piece);
            if (unit != null) {
                tally.requeued(piece.to() - piece.from());
                ledger.drop(unit.call, unit.rest(piece.from(), piece.to()));
                ledger.endIfDone(unit.call);
            }
        }
        afterProgress(worker, now);
        return settled(now);
    }

    /** A worker has outgrown its limit: it finishes what it has begun and leaves. */
    public List<Decision> outgrown(int id, long now) {
        Worker worker = crew.get(id);
        if (worker != null && worker.ready && !worker.outgrown && !worker.leaving) {
            worker.outgrown = true;
            if (worker.takeable() > 0 && !worker.takeBackPending) {
                reclaim.ask(worker, ledger.decisions());
            }
            afterProgress(worker, now);
        }
        return settled(now);
    }

    /** A worker is gone, and with it what it had not finished. */
    public List<Decision> workerGone(int id, WorkerExit.Cause cause, @Nullable Blame blame, long now) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return settled(now);
        }
        crew.remove(worker);
        boolean lost = cause == WorkerExit.Cause.LOST;
        tally.workersLost += lost ? 1 : 0;
        boolean stillborn = lost && !worker.productive && blame == null && now - worker.readySinceNanos < 1_000_000_000;
        failedStarts += cause == WorkerExit.Cause.NOT_STARTED ? 1 : 0;
        earlyDeaths += stillborn ? 1 : 0;
        postmortem.settle(worker, cause, blame, now);
        boolean hopeless = failedStarts >= settings.maxStartFailures()
                || earlyDeaths >= EARLY_DEATHS_PER_FAILURE * settings.maxStartFailures();
        if (hopeless && (phase == Phase.OPEN || phase == Phase.CLOSING)) {
            breakDown();
        }
        fill(now);
        return settled(now);
    }

    // ---- the pool

    /** No more calls; what was accepted is finished. */
    public List<Decision> shutDown(long now) {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
            for (Call call : List.copyOf(calls.values())) {
                if (call.spec.lazy()) {
                    call.inputEnded = true;
                    backlog.offer(call);
                    ledger.endIfDone(call);
                }
            }
            fill(now);
        } else if (phase == Phase.BROKEN) {
            phase = Phase.TERMINATING;
            dropAllCalls();
        }
        return settled(now);
    }

    /** Ends everything. */
    public List<Decision> terminate(long now) {
        if (phase == Phase.TERMINATING || phase == Phase.GONE) {
            return settled(now);
        }
        phase = Phase.TERMINATING;
        dropAllCalls();
        killAll();
        return settled(now);
    }

    private void breakDown() {
        phase = phase == Phase.OPEN ? Phase.BROKEN : Phase.TERMINATING;
        ledger.decide(new Decision.Break());
        dropAllCalls();
        killAll();
    }

    private void dropAllCalls() {
        for (Call call : List.copyOf(calls.values())) {
            ledger.abandon(call, true);
            call.inputEnded |= call.spec.lazy() || phase == Phase.TERMINATING;
            ledger.endIfDone(call);
        }
    }

    private void killAll() {
        for (Worker worker : crew.all()) {
            crew.leave(worker);
            ledger.decide(new Decision.KillWorker(worker.id));
        }
    }

    /** The moment asked for with {@link Decision.WakeAt} has come. */
    public List<Decision> tick(long now) {
        wakeNanos = Long.MAX_VALUE;
        backlog.wake(now);
        fill(now);
        return settled(now);
    }

    // ---- giving out

    private void fill(long now) {
        if (phase != Phase.OPEN && phase != Phase.CLOSING) {
            return;
        }
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
        worker.give(unit);
        call.units.add(unit);
        tally.queued -= range.size();
        tally.running += range.size();
        worker.spent = isSpent(worker);
        ledger.decide(new Decision.Assign(
                worker.id, unit.id, call.spec.callId(), range.first(), range.size(), range.attempt()));
    }

    private boolean isSpent(Worker worker) {
        return settings.maxUnitsPerWorker() > 0 && worker.unitsGiven >= settings.maxUnitsPerWorker();
    }

    // ---- what ends

    private @Nullable Unit unit(int workerId, long unitId) {
        Worker worker = crew.get(workerId);
        return worker == null ? null : worker.units.get(unitId);
    }

    private void itemsEnded(Unit unit, int count, long now) {
        unit.call.settle(count);
        itemsReturned(unit, count, now);
        ledger.endIfDone(unit.call);
    }

    private void itemsReturned(Unit unit, int count, long now) {
        Worker worker = unit.worker;
        worker.productive = true;
        earlyDeaths = 0;
        worker.lastProgressNanos = now;
        tally.running -= count;
        unit.done += count;
        worker.ended(unit, count);
        if (unit.outstanding() == 0) {
            unit.call.units.remove(unit);
        }
        afterProgress(worker, now);
    }

    /** Takes the tail of a unit that a worker gave up; {@code null} if it has none such. */
    private @Nullable Unit cut(Worker worker, Piece piece) {
        Unit unit = worker.units.get(piece.unitId());
        if (unit == null || piece.to() != unit.size || piece.from() < unit.done || piece.from() >= piece.to()) {
            return null;
        }
        if (piece.from() == 0) {
            worker.unitsGiven--;
            worker.spent = isSpent(worker);
        }
        ledger.take(unit, piece.to() - piece.from());
        return unit;
    }

    private void afterProgress(Worker worker, long now) {
        if (worker.idle() && worker.draining() && !worker.leaving) {
            crew.leave(worker);
            ledger.decide(new Decision.StopWorker(worker.id));
        }
        crew.offer(worker);
        fill(now);
    }

    // ---- the end of every event

    private List<Decision> settled(long now) {
        if (phase == Phase.OPEN || phase == Phase.CLOSING) {
            long again = reclaim.forIdle(now, ledger.decisions());
            keepStaffed();
            wakeAt(Math.min(again, backlog.nextDueNanos()));
        }
        if (crew.isEmpty() && calls.isEmpty() && (phase == Phase.CLOSING || phase == Phase.TERMINATING)) {
            phase = Phase.GONE;
            ledger.decide(new Decision.AllGone());
        }
        return ledger.drain();
    }

    private void keepStaffed() {
        if (phase == Phase.CLOSING && calls.isEmpty()) {
            for (Worker worker : crew.all()) {
                if (!worker.leaving) {
                    crew.leave(worker);
                    ledger.decide(
                            worker.ready ? new Decision.StopWorker(worker.id) : new Decision.KillWorker(worker.id));
                }
            }
            return;
        }
        while (crew.staying() < settings.workers()) {
            tally.workersStarted++;
            ledger.decide(new Decision.StartWorker(crew.hire().id));
        }
    }

    private void wakeAt(long nanos) {
        if (nanos != Long.MAX_VALUE && nanos < wakeNanos) {
            wakeNanos = nanos;
            ledger.decide(new Decision.WakeAt(nanos));
        }
    }

    // ---- questions

    /** What a worker is doing. */
    public WorkerInfo.State state(int id) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return WorkerInfo.State.DEAD;
        }
        if (worker.leaving || worker.draining()) {
            return WorkerInfo.State.STOPPING;
        }
        if (!worker.ready) {
            return WorkerInfo.State.STARTING;
        }
        return worker.idle() ? WorkerInfo.State.IDLE : WorkerInfo.State.BUSY;
    }

    /** The call of the first unit a worker holds; 0 if it holds none. */
    public long currentCall(int id) {
        Worker worker = crew.get(id);
        return worker == null || worker.idle()
                ? 0
                : worker.units.values().iterator().next().call.spec.callId();
    }
}
