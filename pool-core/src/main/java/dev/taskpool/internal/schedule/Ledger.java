package dev.taskpool.internal.schedule;

import dev.taskpool.internal.schedule.Decision.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps account of open calls and of their items that end, return or are dropped; gathers an event's decisions. */
final class Ledger {
    private final Map<Long, Call> calls = new HashMap<>();
    private final TreeMap<Integer, Integer> callsByPriority = new TreeMap<>();
    private final Backlog backlog;
    private final Crew crew;
    private final Tally tally;
    private List<Decision> out = new ArrayList<>();

    Ledger(Backlog backlog, Crew crew, Tally tally) {
        this.backlog = backlog;
        this.crew = crew;
        this.tally = tally;
    }

    void open(CallSpec spec) {
        calls.put(spec.callId(), new Call(spec));
        callsByPriority.merge(spec.priority(), 1, Integer::sum);
    }

    /** An open call. */
    @Nullable
    Call call(long id) {
        return calls.get(id);
    }

    List<Call> openCalls() {
        return List.copyOf(calls.values());
    }

    boolean hasOpenCalls() {
        return !calls.isEmpty();
    }

    /** Whether a call with a lower priority is open. */
    boolean hasLesser(Call call) {
        return callsByPriority.firstKey() < call.spec.priority();
    }

    void decide(Decision decision) {
        out.add(decision);
    }

    /** The decisions of the event that ends. */
    List<Decision> drain() {
        List<Decision> decisions = out;
        out = new ArrayList<>();
        return decisions;
    }

    /** Takes items out of a unit that will not end in it; the caller says what becomes of them. */
    void take(Unit unit, int count) {
        unit.size -= count;
        crew.ended(unit, count);
        if (unit.outstanding() == 0) {
            unit.call.units.remove(unit);
        }
    }

    void giveBack(Call call, Range range) {
        if (range.size() == 0) {
            return;
        }
        if (call.abandoned) {
            drop(call, range);
            return;
        }
        call.giveBack(range);
        backlog.offerFirst(call);
    }

    void runAgain(Call call, int index, Tries before, RunEnd end, int worker, long now) {
        tally.retried++;
        Tries next = before.after(end);
        decide(new Decision.Retry(call.spec.callId(), index, next.attempt(), worker));
        long pause = call.spec.retry().pauseNanos(call.spec.callId(), index, before.attempt());
        if (pause == 0) {
            giveBack(call, Range.of(index, next));
        } else {
            backlog.delay(new Backlog.Delayed(now + pause, call, Range.of(index, next)));
        }
    }

    void failItem(Call call, int index, int attempts, Why why, int worker) {
        tally.queued--;
        tally.failed++;
        call.settle(1);
        decide(new Decision.FailItem(call.spec.callId(), index, attempts, why, worker));
        failFast(call);
    }

    void failFast(Call call) {
        if (call.spec.failFast() && !call.abandoned) {
            abandon(call, false);
        }
    }

    /** Drops what has not begun; tells workers that hold items of the call, unless they have been told as much. */
    void abandon(Call call, boolean stopRunning) {
        if (call.abandoned && (call.stopped || !stopRunning)) {
            return;
        }
        call.abandoned = true;
        call.stopped = stopRunning;
        for (Range range = call.dropReturned(); range != null; range = call.dropReturned()) {
            drop(call, range);
        }
        for (Range range : backlog.undelay(call)) {
            drop(call, range);
        }
        dropFresh(call);
        call.units.stream()
                .map(unit -> unit.worker.id)
                .distinct()
                .filter(worker -> crew.get(worker) != null)
                .forEach(worker -> decide(new Decision.CancelOn(worker, call.spec.callId(), stopRunning)));
    }

    void dropFresh(Call call) {
        for (Range range = call.dropFresh(); range != null; range = call.dropFresh()) {
            drop(call, range);
        }
    }

    void drop(Call call, Range range) {
        drop(call, range, false);
    }

    void drop(Call call, Range range, boolean begun) {
        if (range.size() > 0) {
            tally.queued -= range.size();
            call.settle(range.size());
            decide(new Decision.CancelItems(call.spec.callId(), range.first(), range.size(), begun));
        }
    }

    void endIfDone(Call call) {
        if (call.ended() && calls.remove(call.spec.callId()) != null) {
            callsByPriority.computeIfPresent(call.spec.priority(), (p, count) -> count == 1 ? null : count - 1);
            decide(new Decision.CallEnded(call.spec.callId(), call.cutShort));
        }
    }
}
