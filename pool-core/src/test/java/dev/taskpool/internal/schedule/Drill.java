package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.SimulatedWorker.Held;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drives a scheduler by hand. Each event answers with its decisions; workers take units at once, in order, and have
 * begun the first item they hold. Time stands still but for {@link #after}. No decision may come twice.
 */
final class Drill {
    static final long MILLIS = 1_000_000;
    static final long MAX_RSS_BYTES = 1_000;

    final Scheduler scheduler;
    long now = 7_000 * MILLIS;
    private final Map<Long, CallSpec> calls = new HashMap<>();
    private final Map<Integer, SimulatedWorker> workers = new HashMap<>();
    private final Set<Decision> decided = new HashSet<>();
    private final Set<Integer> asked = new HashSet<>();

    /** What was given to a worker. */
    record Given(int worker, long call, int first, int count) {}

    private Drill(ScheduleSettings settings) {
        this.scheduler = new Scheduler(settings);
    }

    /** A pool whose workers have not started yet. */
    static Drill starting(ScheduleSettings settings) {
        var drill = new Drill(settings);
        drill.noted(drill.scheduler.start(drill.now));
        return drill;
    }

    static Drill starting(int workers) {
        return starting(settings(workers));
    }

    /** A pool whose workers, numbered from 1, are ready; the first gets work first. */
    static Drill pool(ScheduleSettings settings) {
        Drill drill = starting(settings);
        for (int worker = settings.workers(); worker > 0; worker--) {
            drill.ready(worker);
        }
        return drill;
    }

    static Drill pool(int workers) {
        return pool(settings(workers));
    }

    static ScheduleSettings settings(int workers) {
        return new ScheduleSettings(workers, 0, recycling(0), 3, 3, 0);
    }

    /** Limits for units and for the size. */
    static Recycling recycling(int maxUnits) {
        return new Recycling(maxUnits, 0, MAX_RSS_BYTES, 0, 0);
    }

    // ---- callers

    /** A call with items and without the end of its input. */
    List<Decision> open(Draft draft, int items) {
        CallSpec spec = draft.spec();
        calls.put(spec.callId(), spec);
        List<Decision> decisions = noted(scheduler.submitted(spec, now));
        if (items > 0) {
            decisions.addAll(add(spec.callId(), items));
        }
        return decisions;
    }

    /** A whole call. */
    List<Decision> submit(Draft draft, int items) {
        List<Decision> decisions = open(draft, items);
        decisions.addAll(endInput(draft.spec().callId()));
        return decisions;
    }

    List<Decision> add(long call, int items) {
        return noted(scheduler.itemsAdded(call, items, items * 10L, now));
    }

    List<Decision> addFailed(long call) {
        return noted(scheduler.itemFailed(call, now));
    }

    List<Decision> endInput(long call) {
        return noted(scheduler.inputEnded(call, now));
    }

    List<Decision> cancel(long call, boolean stopRunning) {
        return noted(scheduler.cancelled(call, stopRunning, now));
    }

    List<Decision> failFast(long call) {
        return noted(scheduler.failedFast(call, now));
    }

    List<Decision> shutDown() {
        return noted(scheduler.shutDown(now));
    }

    List<Decision> terminate() {
        return noted(scheduler.terminate(now));
    }

    // ---- workers

    List<Decision> ready(int worker) {
        return noted(scheduler.workerReady(worker, now));
    }

    /** The whole unit that a worker runs succeeds, at one millisecond for an item. */
    List<Decision> succeed(int worker) {
        return succeed(worker, MILLIS);
    }

    List<Decision> succeed(int worker, long nanosPerItem) {
        Held unit = running(worker);
        return succeed(worker, unit.end - unit.next, nanosPerItem);
    }

    List<Decision> succeed(int worker, int items, long nanosPerItem) {
        Held unit = running(worker);
        int offset = unit.next;
        unit.next += items;
        return noted(scheduler.succeeded(worker, unit.unit.unitId(), offset, items, items * nanosPerItem, now));
    }

    /** The item that a worker runs fails, in a way that makes no further try. */
    List<Decision> fail(int worker) {
        return fail(worker, false);
    }

    List<Decision> fail(int worker, boolean retryable) {
        Held unit = running(worker);
        return noted(scheduler.failed(worker, unit.unit.unitId(), unit.next++, retryable, now));
    }

    /** A worker gives back half of what it has not begun. */
    List<Decision> giveBack(int worker) {
        running(worker);
        return giveBack(worker, worker(worker).takeBack());
    }

    List<Decision> giveBack(int worker, List<Piece> pieces) {
        assertThat(asked.remove(worker)).as("worker %d was asked", worker).isTrue();
        return noted(scheduler.gaveBack(worker, pieces, now));
    }

    /** A worker drops what it has not begun of a call. */
    List<Decision> drop(int worker, long call) {
        running(worker);
        return noted(scheduler.dropped(worker, worker(worker).drop(unit -> unit.callId() == call), now));
    }

    List<Decision> measure(int worker, long rssBytes) {
        return noted(scheduler.measured(worker, rssBytes, now));
    }

    List<Decision> outgrow(int worker) {
        return measure(worker, MAX_RSS_BYTES + 1);
    }

    /** A worker dies while it runs an item. */
    List<Decision> lose(int worker) {
        return lose(worker, Stage.RUNNING);
    }

    /** A worker dies while it is so far with the item that is its turn. */
    List<Decision> lose(int worker, Stage stage) {
        return gone(worker, Cause.LOST, blame(worker, stage));
    }

    /** What a worker is doing. */
    Blame blame(int worker, Stage stage) {
        Held unit = running(worker);
        return new Blame(unit.unit.unitId(), unit.next, stage);
    }

    List<Decision> gone(int worker, Cause cause, @Nullable Blame blame) {
        return gone(worker, cause, Reason.EXITED, blame);
    }

    List<Decision> gone(int worker, Cause cause, Reason reason, @Nullable Blame blame) {
        asked.remove(worker);
        return noted(scheduler.workerGone(worker, cause, reason, blame, now));
    }

    List<Decision> tick() {
        return noted(scheduler.tick(now));
    }

    /** Lets time pass. */
    Drill after(long nanos) {
        now += nanos;
        return this;
    }

    // ---- questions

    /** The unit that is a worker's turn. */
    Held running(int worker) {
        Held unit = Objects.requireNonNull(worker(worker).first(), () -> "worker " + worker + " holds nothing");
        unit.begun = true;
        return unit;
    }

    /** How many items a worker has still to run. */
    int holds(int worker) {
        return worker(worker).held.stream()
                .mapToInt(unit -> unit.end - unit.next)
                .sum();
    }

    private SimulatedWorker worker(int id) {
        return workers.computeIfAbsent(id, SimulatedWorker::new);
    }

    static List<Given> given(List<Decision> decisions) {
        return only(Decision.Assign.class, decisions).stream()
                .map(unit -> new Given(unit.worker(), unit.callId(), unit.first(), unit.count()))
                .toList();
    }

    static <D extends Decision> List<D> only(Class<D> kind, List<Decision> decisions) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Decision> noted(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.TakeBack take) {
                assertThat(asked.add(take.worker()))
                        .as("asked only once it has answered: %s", take)
                        .isTrue();
            } else if (!(decision instanceof Decision.WakeAt)) {
                assertThat(decided.add(decision))
                        .as("decided only once: %s", decision)
                        .isTrue();
            }
            if (decision instanceof Decision.Assign unit) {
                boolean splittable =
                        Objects.requireNonNull(calls.get(unit.callId())).chunkSize() == 0;
                worker(unit.worker()).held.add(new Held(unit, splittable));
            }
        }
        return new ArrayList<>(decisions);
    }
}
