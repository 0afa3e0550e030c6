package dev.taskpool.benchmarks.simulate;

import dev.taskpool.internal.schedule.Decision;
import dev.taskpool.internal.schedule.Recycling;
import dev.taskpool.internal.schedule.ScheduleSettings;
import dev.taskpool.internal.schedule.Scheduler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongFunction;

/**
 * A schedule with simulated workers, in simulated time. Only what the schedule itself takes is measured, in real time.
 *
 * <p>Nothing here is a thread: an event happens when the one before it has been dealt with.
 */
final class Simulation {
    private static final int ITEM_BYTES = 16;

    /** As many are added at a time as a caller that reads its input would add. */
    private static final int BATCH = 1_000;

    private final Load load;
    private final Scheduler scheduler;
    private final List<Hand> hands = new ArrayList<>();
    private final PriorityQueue<Hand> busy = new PriorityQueue<>(Comparator.comparingLong(hand -> hand.endNanos));
    private long nowNanos;
    private long wakeNanos = Long.MAX_VALUE;
    private long scheduleNanos;
    private long decisions;
    private long events;
    private long delivered;
    private long endedCalls;
    private long retries;

    /** Starts so many workers. */
    Simulation(Load load, int workers) {
        this.load = load;
        scheduler = new Scheduler(new ScheduleSettings(workers, 0, new Recycling(0, 0, 0, 0, 0), 3, 3, 0));
        happen(scheduler::start);
        for (int id = 1; id <= workers; id++) {
            int worker = id;
            happen(now -> scheduler.workerReady(worker, now));
        }
    }

    /** Queues items. */
    void queue(int items) {
        int calls = load.calls(items);
        for (long id = 1; id <= calls; id++) {
            long callId = id;
            happen(now -> scheduler.submitted(load.spec(callId), now));
            for (int left = items / calls; left > 0; left -= BATCH) {
                int count = Math.min(left, BATCH);
                happen(now -> scheduler.itemsAdded(callId, count, (long) ITEM_BYTES * count, now));
            }
            happen(now -> scheduler.inputEnded(callId, now));
        }
    }

    /** Goes on until nothing happens any more. */
    void run() {
        while (!busy.isEmpty()) {
            Hand next = busy.remove();
            if (wakeNanos <= next.endNanos) {
                busy.add(next);
                nowNanos = Math.max(nowNanos, wakeNanos);
                wakeNanos = Long.MAX_VALUE;
                happen(scheduler::tick);
                continue;
            }
            nowNanos = Math.max(nowNanos, next.endNanos);
            Hand.Ended ended = next.endFirst();
            if (!next.isIdle()) {
                busy.add(next);
            }
            end(next.id, ended);
        }
    }

    private void end(int worker, Hand.Ended ended) {
        if (!load.fails(ended.attempt())) {
            happen(now -> scheduler.succeeded(worker, ended.unitId(), 0, ended.count(), ended.elapsedNanos(), now));
            return;
        }
        for (int i = 0; i < ended.count(); i++) {
            int offset = i;
            happen(now -> scheduler.failed(worker, ended.unitId(), offset, true, now));
        }
    }

    private void happen(LongFunction<List<Decision>> event) {
        long begun = System.nanoTime();
        List<Decision> decided = event.apply(nowNanos);
        scheduleNanos += System.nanoTime() - begun;
        events++;
        decisions += decided.size();
        decided.forEach(this::carryOut);
    }

    private void carryOut(Decision decision) {
        if (decision instanceof Decision.StartWorker start) {
            hands.add(new Hand(start.worker()));
        } else if (decision instanceof Decision.Assign unit) {
            Hand hand = hand(unit.worker());
            boolean wasIdle = hand.isIdle();
            hand.give(unit, nowNanos);
            if (wasIdle) {
                busy.add(hand);
            }
        } else if (decision instanceof Decision.TakeBack take) {
            happen(now -> scheduler.gaveBack(take.worker(), hand(take.worker()).giveBack(), now));
        } else if (decision instanceof Decision.Deliver deliver) {
            delivered += deliver.count();
        } else if (decision instanceof Decision.CallEnded) {
            endedCalls++;
        } else if (decision instanceof Decision.Retry) {
            retries++;
        } else if (decision instanceof Decision.WakeAt wake) {
            wakeNanos = wake.nanos();
        } else {
            throw new IllegalStateException(decision + " (expected: none of this kind)");
        }
    }

    private Hand hand(int worker) {
        return hands.get(worker - 1);
    }

    /** What the schedule has taken so far. */
    long scheduleNanos() {
        return scheduleNanos;
    }

    /** What it was told so far. */
    long events() {
        return events;
    }

    /** What it has decided so far. */
    long decisions() {
        return decisions;
    }

    /** Items whose outcome was delivered. */
    long delivered() {
        return delivered;
    }

    /** How often an item was run again. */
    long retries() {
        return retries;
    }

    /** Calls that have ended. */
    long endedCalls() {
        return endedCalls;
    }
}
