package dev.taskpool.internal.schedule;

import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who runs what, and when: each event in, a list of decisions out. No clock, thread or random. Not thread-safe.
 *
 * <p>Every item that was added ends exactly once: delivered, failed or cancelled. Every call ends exactly once, after
 * its items, when no more can come.
 *
 * <p>{@code now} is the moment of an event in nanoseconds, on a clock that never goes back and starts anywhere. Events
 * of calls that have ended, and of workers that are gone, change nothing. Besides those that a method names, any event
 * may be followed by {@link Decision.Assign}, {@link Decision.TakeBack} and {@link Decision.WakeAt}, and by
 * {@link Decision.StartWorker} for a worker that left.
 */
public final class Scheduler {
    private final Backlog backlog = new Backlog();
    private final Tally tally = new Tally();
    private final Crew crew;
    private final Ledger ledger;
    private final Reclaim reclaim;
    private final Staffing staffing;
    private final Dispatch dispatch;
    private final Calls calls;
    private final Outcomes outcomes;
    private final Postmortem postmortem;
    private Phase phase = Phase.OPEN;
    private long wakeNanos = Long.MAX_VALUE;

    private enum Phase {
        OPEN, // takes calls
        CLOSING, // finishes those it has
        TERMINATING, // waits for the end of what was killed
        BROKEN, // cannot start workers, and was not shut down yet: its calls wait for the end of their input
        GONE
    }

    /**
     * Starts without workers.
     *
     * @param settings what to go by
     */
    public Scheduler(ScheduleSettings settings) {
        this.crew = new Crew(settings.workers(), settings.recycling());
        this.ledger = new Ledger(backlog, crew, tally);
        this.reclaim = new Reclaim(crew, ledger);
        this.staffing = new Staffing(settings, crew, ledger, reclaim, tally);
        this.dispatch = new Dispatch(settings, crew, backlog, ledger, tally);
        this.calls = new Calls(backlog, dispatch, reclaim, ledger, tally);
        this.outcomes = new Outcomes(crew, staffing, dispatch, reclaim, ledger, tally);
        this.postmortem = new Postmortem(settings, ledger, tally);
    }

    /** Starts the workers: {@link Decision.StartWorker} for each. To be called once, before any other event. */
    public List<Decision> start(long now) {
        return settled(now);
    }

    /** What was counted so far, and goes on being counted. */
    public Tally tally() {
        return tally;
    }

    /** Whether no more calls are taken: after a shutdown, a termination or a breakdown. */
    public boolean refusing() {
        return phase != Phase.OPEN;
    }

    // ---- calls

    /**
     * A call begins, without items.
     *
     * @param spec how its items are to be run; no other call has had its id
     * @throws IllegalStateException if it is {@link #refusing}
     */
    public List<Decision> submitted(CallSpec spec, long now) {
        if (refusing()) {
            throw new IllegalStateException("call " + spec.callId() + " in phase " + phase + " (expected: OPEN)");
        }
        ledger.open(spec);
        return settled(now);
    }

    /**
     * Items were added to a call, behind those it has.
     *
     * @param callId the call
     * @param count how many, at least 1
     * @param bytes what they weigh together
     * @return {@link Decision.CancelItems} if the call was cancelled or has failed, or the pool ends
     */
    public List<Decision> itemsAdded(long callId, int count, long bytes, long now) {
        calls.itemsAdded(callId, count, bytes, now);
        return settled(now);
    }

    /**
     * The next item of a call failed before it could be given out: it has ended, whoever said so knows how.
     *
     * @param callId the call
     * @return what {@link #failedFast} may bring, if the call fails fast
     */
    public List<Decision> itemFailed(long callId, long now) {
        calls.itemFailed(callId);
        return settled(now);
    }

    /**
     * No more items will be added to a call.
     *
     * @param callId the call
     * @return {@link Decision.CallEnded} if every item has ended
     */
    public List<Decision> inputEnded(long callId, long now) {
        calls.inputEnded(callId);
        return settled(now);
    }

    /**
     * A call's results are no longer wanted, and no more items will be added: what has not begun is dropped.
     *
     * @param callId the call
     * @param stopRunning whether what runs is to be stopped, at the cost of its workers
     * @return {@link Decision.CancelItems} for what waits, {@link Decision.CancelOn} for workers that hold items of it,
     *     {@link Decision.CallEnded} if none does
     */
    public List<Decision> cancelled(long callId, boolean stopRunning, long now) {
        calls.cancelled(callId, stopRunning);
        return settled(now);
    }

    /**
     * A call has failed as a whole: what has not begun is dropped, what runs is waited for, and so is the end of its
     * input.
     *
     * @param callId the call
     * @return as {@link #cancelled}; nothing if that or this came before
     */
    public List<Decision> failedFast(long callId, long now) {
        calls.failedFast(callId);
        return settled(now);
    }

    // ---- workers

    /** A worker is ready for work. */
    public List<Decision> workerReady(int worker, long now) {
        staffing.ready(worker, now);
        return settled(now);
    }

    /**
     * Consecutive items of a unit ended with values.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the first item's offset in it: the number of its items that ended before
     * @param count how many items
     * @param elapsedNanos how long they ran, together
     * @return {@link Decision.Deliver}, unless the items are no longer this worker's; {@link Decision.CallEnded} if
     *     they were the last of their call; {@link Decision.StopWorker} if they were the worker's last
     */
    public List<Decision> succeeded(int worker, long unitId, int offset, int count, long elapsedNanos, long now) {
        outcomes.succeeded(worker, unitId, offset, count, elapsedNanos, now);
        return settled(now);
    }

    /**
     * An item ended with a failure of its own.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param retryable whether it is a failure after which the item may be run again
     * @return {@link Decision.Retry} if it is run again, else {@link Decision.Deliver} and what {@link #failedFast} may
     *     bring, if the call fails fast; {@link Decision.CallEnded} and {@link Decision.StopWorker} as for values
     */
    public List<Decision> failed(int worker, long unitId, int offset, boolean retryable, long now) {
        outcomes.failed(worker, unitId, offset, retryable, now);
        return settled(now);
    }

    /**
     * A worker gave back what it was asked for with {@link Decision.TakeBack}.
     *
     * @param worker the worker
     * @param pieces tails of its units, none of it begun; may be empty
     * @return {@link Decision.CancelItems} for items that are no longer wanted, {@link Decision.CallEnded} after them;
     *     {@link Decision.TakeBack} for the rest of what it holds, if it is to leave
     */
    public List<Decision> gaveBack(int worker, List<Piece> pieces, long now) {
        outcomes.gaveBack(worker, pieces, now);
        return settled(now);
    }

    /**
     * A worker dropped what it was told to with {@link Decision.CancelOn}.
     *
     * @param worker the worker
     * @param pieces tails of its units, none of it begun; may be empty
     * @return {@link Decision.CancelItems} for them, {@link Decision.CallEnded} if they were the last of their call
     */
    public List<Decision> dropped(int worker, List<Piece> pieces, long now) {
        outcomes.dropped(worker, pieces);
        return settled(now);
    }

    /**
     * A worker has been measured. One that has come to a limit finishes what it has begun, and leaves: with that of its
     * size at once, with others when a successor is ready.
     *
     * @param worker the worker
     * @param rssBytes its resident size
     * @return {@link Decision.Relieve} if it has come to a limit, then or later {@link Decision.TakeBack} if it holds
     *     more than it has begun, {@link Decision.StopWorker} if it holds nothing
     */
    public List<Decision> measured(int worker, long rssBytes, long now) {
        staffing.measured(worker, rssBytes);
        return settled(now);
    }

    /**
     * A worker is gone, and with it what it had not finished. Said once for each, whatever its end.
     *
     * @param id the worker
     * @param cause why
     * @param reason what the evidence says, where nobody ended it
     * @param blame what it was doing; {@code null} if it was running nothing, or nobody knows
     * @return for the item it ran {@link Decision.Retry}, {@link Decision.FailItem} or {@link Decision.CancelItems};
     *     {@link Decision.CallEnded} after the last two; after too many bad starts {@link Decision.Break} and what
     *     {@link #terminate} brings; {@link Decision.AllGone} at the end of all
     */
    public List<Decision> workerGone(int id, WorkerExit.Cause cause, Reason reason, @Nullable Blame blame, long now) {
        Worker worker = crew.get(id);
        if (worker != null) {
            staffing.gone(worker, cause, blame, now);
            postmortem.settle(worker, cause, reason, blame, now);
            if (staffing.hopeless() && working()) {
                breakDown();
            }
        }
        return settled(now);
    }

    // ---- the pool

    /**
     * No more calls; what was accepted is finished, by workers that are replaced as before, but not by spares. The input
     * of lazy calls ends here.
     *
     * @return now for spares, and when nothing is left to do for all, {@link Decision.StopWorker} for workers that are
     *     ready and {@link Decision.KillWorker} for others; {@link Decision.CallEnded} for lazy calls without open items;
     *     {@link Decision.AllGone} when the last worker is gone
     */
    public List<Decision> shutDown(long now) {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
            calls.endLazyInput();
        } else if (phase == Phase.BROKEN) {
            phase = Phase.TERMINATING;
            calls.dropAll(true);
        }
        return settled(now);
    }

    /**
     * Ends everything.
     *
     * @return for every call what {@link #cancelled} brings, {@link Decision.KillWorker} for every worker;
     *     {@link Decision.AllGone} when the last worker is gone
     */
    public List<Decision> terminate(long now) {
        if (phase != Phase.TERMINATING && phase != Phase.GONE) {
            endAll(Phase.TERMINATING);
        }
        return settled(now);
    }

    /** The moment asked for with {@link Decision.WakeAt} has come. */
    public List<Decision> tick(long now) {
        wakeNanos = Long.MAX_VALUE;
        backlog.wake(now);
        return settled(now);
    }

    private void breakDown() {
        ledger.decide(new Decision.Break());
        endAll(phase == Phase.OPEN ? Phase.BROKEN : Phase.TERMINATING);
    }

    private void endAll(Phase then) {
        phase = then;
        calls.dropAll(phase == Phase.TERMINATING);
        staffing.killAll();
    }

    /** Whether what was accepted is being run. */
    private boolean working() {
        return phase == Phase.OPEN || phase == Phase.CLOSING;
    }

    /** The end of every event. */
    private List<Decision> settled(long now) {
        if (working()) {
            wakeAt(staffing.handOver(now));
            dispatch.fill(now);
            wakeAt(reclaim.forIdle(now));
            if (phase == Phase.CLOSING && !ledger.hasOpenCalls()) {
                staffing.dismissAll();
            } else {
                boolean open = phase == Phase.OPEN;
                wakeAt(staffing.complete(open, open || !backlog.isEmpty(), now));
            }
            wakeAt(backlog.nextDueNanos());
        }
        if (crew.isEmpty() && !ledger.hasOpenCalls() && (phase == Phase.CLOSING || phase == Phase.TERMINATING)) {
            phase = Phase.GONE;
            ledger.decide(new Decision.AllGone());
        }
        return ledger.drain();
    }

    private void wakeAt(long nanos) {
        if (nanos < wakeNanos) {
            wakeNanos = nanos;
            ledger.decide(new Decision.WakeAt(nanos));
        }
    }

    // ---- questions

    /** What a worker is doing; {@code DEAD} if it is gone or never was. */
    public WorkerInfo.State state(int worker) {
        Worker known = crew.get(worker);
        return known == null ? WorkerInfo.State.DEAD : known.state();
    }

    /** The call of the first unit that a worker holds, 0 if it holds none. */
    public long currentCall(int worker) {
        Worker known = crew.get(worker);
        return known == null || known.idle() ? 0 : known.first().call.spec.callId();
    }
}
