package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The plain truth about every item and worker, kept beside a scheduler to check each of its decisions. */
final class ScheduleModel {
    /** Where an item is. */
    enum Place {
        WAITING,
        DELAYED,
        WITH_WORKER,
        /** Its outcome is at hand in this event. */
        AT_HAND,
        COMPLETED,
        FAILED,
        CANCELLED;

        boolean settled() {
            return compareTo(COMPLETED) >= 0;
        }
    }

    static final class Item {
        Place place = Place.WAITING;
        int attempt = 1;
        int worker;
        boolean givenOut;
        boolean value;
        long dueNanos;
    }

    static final class ModelCall {
        final CallSpec spec;
        final List<Item> items = new ArrayList<>();
        boolean inputEnded;

        /** The pool's end has ended its input. */
        boolean cutShort;

        boolean ended;

        ModelCall(CallSpec spec) {
            this.spec = spec;
        }

        /** Whether an item could be given out now. */
        boolean offersWork() {
            int fresh = 0;
            for (Item item : items) {
                if (item.place == Place.WAITING && item.givenOut) {
                    return true;
                }
                fresh += item.place == Place.WAITING ? 1 : 0;
            }
            return fresh > 0 && (inputEnded || fresh >= Math.max(1, spec.chunkSize()));
        }
    }

    final Map<Long, ModelCall> calls = new TreeMap<>();
    final Map<Integer, SimulatedWorker> workers = new TreeMap<>();
    final Map<Long, Decision.Assign> units = new HashMap<>();
    private final Set<Decision.CancelOn> cancels = new HashSet<>();
    long wakeNanos = Long.MAX_VALUE;
    private final ScheduleSettings settings;
    boolean ending;

    /** What is left is only waited for. */
    boolean ended;

    boolean broken;
    boolean gone;

    ScheduleModel(ScheduleSettings settings) {
        this.settings = settings;
    }

    Item item(long callId, int index) {
        return call(callId).items.get(index);
    }

    ModelCall call(long callId) {
        ModelCall call = calls.get(callId);
        assertThat(call).as("call %d is known", callId).isNotNull();
        return Objects.requireNonNull(call);
    }

    /** The items of a part of a unit are about to be spoken of by their worker. */
    void move(long unitId, int from, int to, Place place) {
        Decision.Assign unit = Objects.requireNonNull(units.get(unitId), "unit");
        for (int offset = from; offset < to; offset++) {
            Item item = item(unit.callId(), unit.first() + offset);
            assertThat(item.worker).isEqualTo(unit.worker());
            assertThat(item.place).isEqualTo(Place.WITH_WORKER);
            item.place = place;
        }
    }

    void workerDies(int id) {
        workers.remove(id);
        for (ModelCall call : calls.values()) {
            for (Item item : call.items) {
                if (item.place == Place.WITH_WORKER && item.worker == id) {
                    item.place = Place.WAITING;
                }
            }
        }
    }

    /** The moment has come for what is due. */
    void wake(long now) {
        wakeNanos = Long.MAX_VALUE;
        for (ModelCall call : calls.values()) {
            for (Item item : call.items) {
                if (item.place == Place.DELAYED && item.dueNanos - now <= 0) {
                    item.place = Place.WAITING;
                }
            }
        }
    }

    void apply(List<Decision> decisions, boolean value, long now) {
        for (Decision decision : decisions) {
            assertThat(gone).as("nothing comes after the end: %s", decision).isFalse();
            apply(decision, value, now);
        }
    }

    private void apply(Decision decision, boolean value, long now) {
        if (decision instanceof Decision.StartWorker start) {
            assertThat(workers.put(start.worker(), new SimulatedWorker(start.worker())))
                    .isNull();
        } else if (decision instanceof Decision.Relieve relieve) {
            assertThat(living(relieve.worker(), relieve).due).isFalse();
            living(relieve.worker(), relieve).due = true;
        } else if (decision instanceof Decision.StopWorker stop) {
            assertThat(held(stop.worker())).as("what a stopped worker holds").isZero();
            tell(stop.worker(), stop).leave(stop);
        } else if (decision instanceof Decision.KillWorker kill) {
            tell(kill.worker(), kill).leave(kill);
        } else if (decision instanceof Decision.TakeBack take) {
            assertThat(living(take.worker(), take).isAsked())
                    .as("%s before it has answered", take)
                    .isFalse();
            tell(take.worker(), take);
        } else if (decision instanceof Decision.CancelOn cancel) {
            assertThat(call(cancel.callId()).ended).isFalse();
            assertThat(cancels.add(cancel)).as("%s comes once", cancel).isTrue();
            tell(cancel.worker(), cancel);
        } else if (decision instanceof Decision.Assign assign) {
            assign(assign);
        } else if (decision instanceof Decision.Deliver deliver) {
            for (int i = deliver.first(); i < deliver.first() + deliver.count(); i++) {
                Item item = item(deliver.callId(), i);
                assertThat(item.attempt).isEqualTo(deliver.attempt());
                item.value = value;
                settle(deliver.callId(), i, Place.AT_HAND, value ? Place.COMPLETED : Place.FAILED);
            }
        } else if (decision instanceof Decision.Retry retry) {
            retry(retry, now);
        } else if (decision instanceof Decision.FailItem fail) {
            assertThat(item(fail.callId(), fail.index()).attempt).isEqualTo(fail.attempts());
            settle(fail.callId(), fail.index(), Place.WAITING, Place.FAILED);
        } else if (decision instanceof Decision.CancelItems cancel) {
            for (int i = cancel.first(); i < cancel.first() + cancel.count(); i++) {
                Item item = item(cancel.callId(), i);
                settle(
                        cancel.callId(),
                        i,
                        item.place == Place.DELAYED ? Place.DELAYED : Place.WAITING,
                        Place.CANCELLED);
            }
        } else if (decision instanceof Decision.CallEnded ended) {
            ModelCall call = call(ended.callId());
            assertThat(call.ended).as("ended before").isFalse();
            assertThat(call.inputEnded || call.spec.lazy() || ending || broken).isTrue();
            assertThat(ended.cutShort()).isEqualTo(call.cutShort);
            assertThat(call.items).allMatch(item -> item.place.settled());
            call.ended = true;
        } else if (decision instanceof Decision.WakeAt wake) {
            wakeNanos = wake.nanos();
        } else if (decision instanceof Decision.Break) {
            broken = true;
            cutShort(ending);
        } else if (decision instanceof Decision.AllGone) {
            assertThat(workers).isEmpty();
            assertThat(calls.values()).allMatch(call -> call.ended);
            gone = true;
        }
    }

    /** The pool's end, or its breakdown, ends the input of calls: of all, or of those alone that read it on demand. */
    void cutShort(boolean all) {
        for (ModelCall call : calls.values()) {
            call.cutShort |= (all || call.spec.lazy()) && !call.inputEnded;
        }
    }

    private void assign(Decision.Assign assign) {
        SimulatedWorker worker = tell(assign.worker(), assign);
        assertThat(worker.ready && !worker.toldToLeave).isTrue();
        ModelCall call = call(assign.callId());
        assertThat(call.ended).isFalse();
        assertThat(assign.count()).isPositive();
        if (call.spec.chunkSize() > 0) {
            assertThat(assign.count()).isLessThanOrEqualTo(call.spec.chunkSize());
        }
        assertThat(assign.attempt()).isLessThanOrEqualTo(call.spec.retry().most() + 1);
        assertThat(units.put(assign.unitId(), assign)).isNull();
        for (int i = assign.first(); i < assign.first() + assign.count(); i++) {
            Item item = call.items.get(i);
            assertThat(item.place).as("item %d of call %d", i, assign.callId()).isEqualTo(Place.WAITING);
            assertThat(item.attempt).isEqualTo(assign.attempt());
            item.place = Place.WITH_WORKER;
            item.worker = assign.worker();
            item.givenOut = true;
        }
    }

    private void retry(Decision.Retry retry, long now) {
        ModelCall call = call(retry.callId());
        Item item = call.items.get(retry.index());
        assertThat(item.place).isIn(Place.AT_HAND, Place.WAITING);
        assertThat(retry.attempt())
                .isEqualTo(item.attempt + 1)
                .isLessThanOrEqualTo(call.spec.retry().most() + 1);
        long pause = call.spec.retry().pauseNanos(call.spec.callId(), retry.index(), item.attempt);
        item.attempt = retry.attempt();
        item.place = pause > 0 ? Place.DELAYED : Place.WAITING;
        item.dueNanos = now + pause;
    }

    private void settle(long callId, int index, Place before, Place after) {
        assertThat(call(callId).ended).as("call %d has ended", callId).isFalse();
        Item item = item(callId, index);
        assertThat(item.place).as("item %d of call %d", index, callId).isEqualTo(before);
        item.place = after;
    }

    private SimulatedWorker tell(int id, Decision decision) {
        SimulatedWorker worker = living(id, decision);
        worker.inbox.add(decision);
        return worker;
    }

    private SimulatedWorker living(int id, Decision decision) {
        SimulatedWorker worker = workers.get(id);
        assertThat(worker).as("%s names a worker that lives", decision).isNotNull();
        return Objects.requireNonNull(worker);
    }

    long held(int worker) {
        return calls.values().stream()
                .flatMap(call -> call.items.stream())
                .filter(item -> item.place == Place.WITH_WORKER && item.worker == worker)
                .count();
    }

    long count(Place place) {
        return calls.values().stream()
                .flatMap(call -> call.items.stream())
                .filter(item -> item.place == place)
                .count();
    }

    /** What must hold after every event. */
    void check(Scheduler scheduler) {
        Tally tally = scheduler.tally();
        assertThat(count(Place.AT_HAND)).as("outcomes nobody got").isZero();
        assertThat(tally.queued()).as("queued").isEqualTo(count(Place.WAITING) + count(Place.DELAYED));
        assertThat(tally.running()).as("running").isEqualTo(count(Place.WITH_WORKER));
        assertThat(tally.completed()).as("completed").isEqualTo(count(Place.COMPLETED));
        assertThat(tally.failed()).as("failed").isEqualTo(count(Place.FAILED));
        for (ModelCall call : calls.values()) {
            boolean open = call.items.stream().anyMatch(item -> !item.place.settled());
            assertThat(call.inputEnded && !open && !call.ended)
                    .as("call %d has nothing left and goes on", call.spec.callId())
                    .isFalse();
            for (Item item : call.items) {
                if (item.place == Place.DELAYED) {
                    assertThat(wakeNanos).isLessThanOrEqualTo(item.dueNanos);
                }
            }
        }
        checkStaff(scheduler);
        for (SimulatedWorker worker : workers.values()) {
            if (worker.tooLarge && !worker.isAsked()) {
                assertThat(surplus(worker))
                        .as("what too large worker %d keeps", worker.id)
                        .isZero();
            }
        }
    }

    private void checkStaff(Scheduler scheduler) {
        List<SimulatedWorker> staff =
                workers.values().stream().filter(worker -> !worker.toldToLeave).toList();
        List<SimulatedWorker> stay =
                staff.stream().filter(worker -> !goesSoon(worker, scheduler)).toList();
        boolean all = settings.maxReplacementsPerMinute() == 0 || wakeNanos == Long.MAX_VALUE;
        if (ending && count(Place.DELAYED) == 0 && calls.values().stream().noneMatch(ModelCall::offersWork)) {
            assertThat(stay).as("workers that stay at the end").hasSizeLessThanOrEqualTo(staffWanted());
            assertThat(staff.size() >= staffWanted() || !all)
                    .as("enough at the end")
                    .isTrue();
        } else if (all) {
            assertThat(stay).as("workers that stay").hasSize(staffWanted());
        } else {
            assertThat(stay).as("workers that stay, and those to come").hasSizeLessThanOrEqualTo(staffWanted());
        }
        long busy = staff.stream().filter(worker -> held(worker.id) > 0).count();
        assertThat(busy).as("workers that have work").isLessThanOrEqualTo(settings.workers());
        boolean idle = staff.stream().anyMatch(worker -> scheduler.state(worker.id) == WorkerInfo.State.IDLE);
        if (idle && busy < settings.workers()) {
            assertThat(calls.values()).noneMatch(ModelCall::offersWork);
            checkSurplus();
        }
    }

    private static boolean goesSoon(SimulatedWorker worker, Scheduler scheduler) {
        return worker.due || scheduler.state(worker.id) == WorkerInfo.State.STOPPING;
    }

    private int staffWanted() {
        if (broken || ended) {
            return 0;
        }
        boolean open = calls.values().stream().anyMatch(call -> !call.ended);
        return ending ? (open ? settings.workers() : 0) : settings.workers() + settings.spares();
    }

    /** While a worker is idle, what others need not keep is asked for, now or at a moment that is known. */
    private void checkSurplus() {
        if (wakeNanos == Long.MAX_VALUE
                && workers.values().stream().noneMatch(worker -> worker.isAsked() && !worker.toldToLeave)) {
            assertThat(workers.values()).allMatch(worker -> surplus(worker) == 0);
        }
    }

    private int surplus(SimulatedWorker worker) {
        return worker.toldToLeave
                ? 0
                : worker.surplus(unit -> call(unit.callId()).spec.chunkSize() == 0);
    }
}
