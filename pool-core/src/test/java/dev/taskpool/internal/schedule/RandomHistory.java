package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.ScheduleModel.Item;
import dev.taskpool.internal.schedule.ScheduleModel.ModelCall;
import dev.taskpool.internal.schedule.ScheduleModel.Place;
import dev.taskpool.internal.schedule.SimulatedWorker.Held;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random life of a pool: what its callers ask for, and how its workers behave. */
final class RandomHistory {
    private final Random random;
    private final boolean gentle;
    private final Scheduler scheduler;
    private final ScheduleModel model;
    private final ArrayDeque<String> log = new ArrayDeque<>();
    private long now;
    private long lastCall;
    private boolean draining;

    /**
     * Begins with workers that start.
     *
     * @param gentle whether nothing happens that may change an outcome
     */
    RandomHistory(long seed, boolean gentle) {
        this.random = new Random(seed);
        this.gentle = gentle;
        this.now = random.nextLong() / 4;
        ScheduleSettings settings = settings();
        this.scheduler = new Scheduler(settings);
        this.model = new ScheduleModel(settings);
        said("start", scheduler.start(now), false);
    }

    private ScheduleSettings settings() {
        int workers = 1 + random.nextInt(4);
        int spares = random.nextBoolean() ? random.nextInt(3) : 0;
        int maxUnits = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
        long age = random.nextBoolean() ? 1 + random.nextLong(100 * Drill.MILLIS) : 0;
        long growth = random.nextBoolean() ? Drill.MAX_RSS_BYTES / 2 : 0;
        var recycling = new Recycling(maxUnits, age, Drill.MAX_RSS_BYTES, growth, random.nextInt(50));
        return gentle
                ? new ScheduleSettings(workers, spares, recycling, 1_000_000, 1_000_000, 0)
                : new ScheduleSettings(workers, spares, recycling, 1 + random.nextInt(3), 4, random.nextInt(4));
    }

    void run(int events) {
        for (int i = 0; i < events && !model.gone; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(5_000_000) : random.nextInt(20_000);
            if (random.nextInt(3) == 0) {
                callersMove();
            } else {
                workersMove();
            }
        }
    }

    /** Lets everything come to its end, by workers that live on in the end; a pool that never does is a defect. */
    void finish() {
        for (ModelCall call : List.copyOf(model.calls.values())) {
            endInput(call);
        }
        end(false);
        for (int i = 0; i < 100_000 && !model.gone; i++) {
            draining = i > 200;
            now += 10_000;
            workersMove();
            if (random.nextInt(8) == 0 && model.wakeNanos != Long.MAX_VALUE) {
                now = Math.max(now, model.wakeNanos);
                tick();
            }
        }
    }

    /** Whether the pool has come to its end, and each call that was accepted before it. */
    boolean ended() {
        return model.gone && model.calls.values().stream().allMatch(call -> call.ended);
    }

    String last() {
        return String.join("\n  ", log);
    }

    // ---- callers

    private void callersMove() {
        ModelCall call = anyCall();
        int dice = random.nextInt(100);
        if (call == null || dice < 12) {
            submit();
        } else if (dice < 60) {
            add(call);
        } else if (dice < 65) {
            if (!call.inputEnded && !gentle) {
                call.items.add(failedItem());
                said("itemFailed " + call.spec.callId(), scheduler.itemFailed(call.spec.callId(), now), false);
            }
        } else if (dice < 85) {
            endInput(call);
        } else if (dice < 98) {
            abandon(call, dice);
        } else if (!gentle && random.nextInt(4) == 0) {
            end(random.nextBoolean());
        }
    }

    private @Nullable ModelCall anyCall() {
        List<ModelCall> open =
                model.calls.values().stream().filter(call -> !call.ended).toList();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private void submit() {
        if (scheduler.refusing()) {
            return;
        }
        boolean single = random.nextInt(3) == 0;
        int chunk = single ? 1 : random.nextInt(5) - 1;
        long backoff = random.nextInt(3) == 0 ? 1 + random.nextInt(3_000_000) : 0;
        var spec = new CallSpec(
                ++lastCall,
                !gentle && random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                Math.max(0, chunk),
                single,
                random.nextInt(3),
                new RetryRules(
                        random.nextInt(3), bound(), bound(), bound(), 1 + bound() / 2, backoff, random.nextInt(30)));
        model.calls.put(lastCall, new ModelCall(spec));
        said("submitted " + spec, scheduler.submitted(spec, now), false);
    }

    private int bound() {
        return gentle || random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(3);
    }

    private void add(ModelCall call) {
        if (call.inputEnded) {
            return;
        }
        int count = 1 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            call.items.add(new Item());
        }
        long id = call.spec.callId();
        said("itemsAdded " + id + " " + count, scheduler.itemsAdded(id, count, count * 10L, now), false);
    }

    private static Item failedItem() {
        var item = new Item();
        item.place = Place.FAILED;
        return item;
    }

    private void endInput(ModelCall call) {
        if (!call.ended && !call.inputEnded) {
            call.inputEnded = true;
            said("inputEnded " + call.spec.callId(), scheduler.inputEnded(call.spec.callId(), now), false);
        }
    }

    private void abandon(ModelCall call, int dice) {
        if (gentle) {
            return;
        }
        long id = call.spec.callId();
        if (dice < 90) {
            said("failedFast " + id, scheduler.failedFast(id, now), false);
        } else {
            call.inputEnded = true;
            said("cancelled " + id, scheduler.cancelled(id, dice % 2 == 0, now), false);
        }
    }

    private void end(boolean atOnce) {
        model.ending = true;
        model.ended |= atOnce;
        model.cutShort(atOnce || model.broken);
        said(atOnce ? "terminate" : "shutDown", atOnce ? scheduler.terminate(now) : scheduler.shutDown(now), false);
        for (ModelCall call : model.calls.values()) {
            call.inputEnded |= atOnce || call.spec.lazy();
        }
    }

    // ---- workers

    private void workersMove() {
        if (model.workers.isEmpty()) {
            return;
        }
        List<SimulatedWorker> all = List.copyOf(model.workers.values());
        SimulatedWorker worker = all.get(random.nextInt(all.size()));
        int dice = random.nextInt(100);
        if (dice < 3 && !draining) {
            die(worker);
        } else if (dice < 5 && model.wakeNanos != Long.MAX_VALUE) {
            now = Math.max(now, model.wakeNanos);
            tick();
        } else if (dice < 6 && worker.ready) {
            long rss = 1 + random.nextLong(Drill.MAX_RSS_BYTES * 3 / 2);
            worker.tooLarge |= rss > Drill.MAX_RSS_BYTES && !worker.toldToLeave;
            said("measured " + worker.id + " " + rss, scheduler.measured(worker.id, rss, now), false);
        } else if (!worker.inbox.isEmpty() && dice < 60) {
            obey(worker, worker.inbox.remove());
        } else if (!worker.ready) {
            worker.ready = true;
            said("ready " + worker.id, scheduler.workerReady(worker.id, now), false);
        } else {
            work(worker);
        }
    }

    private void tick() {
        model.wake(now);
        said("tick", scheduler.tick(now), false);
    }

    private void obey(SimulatedWorker worker, Decision command) {
        if (command instanceof Decision.Assign assign) {
            worker.held.add(new Held(assign, model.call(assign.callId()).spec.chunkSize() == 0));
        } else if (command instanceof Decision.TakeBack) {
            worker.first();
            List<Piece> pieces = worker.takeBack();
            giveUp(pieces);
            said("gaveBack " + worker.id + pieces, scheduler.gaveBack(worker.id, pieces, now), false);
        } else if (command instanceof Decision.CancelOn cancel) {
            cancel(worker, cancel);
        } else {
            gone(worker, Cause.STOPPED, null);
        }
    }

    private void cancel(SimulatedWorker worker, Decision.CancelOn cancel) {
        Held first = worker.first();
        List<Piece> pieces = worker.drop(unit -> unit.callId() == cancel.callId());
        giveUp(pieces);
        said("dropped " + worker.id + pieces, scheduler.dropped(worker.id, pieces, now), false);
        if (cancel.stopRunning() && first != null && first.begun && first.unit.callId() == cancel.callId()) {
            gone(worker, Cause.CANCELLED, new Blame(first.unit.unitId(), first.next, Stage.RUNNING));
        }
    }

    private void giveUp(List<Piece> pieces) {
        for (Piece piece : pieces) {
            model.move(piece.unitId(), piece.from(), piece.to(), Place.WAITING);
        }
    }

    private void work(SimulatedWorker worker) {
        Held unit = worker.first();
        if (unit == null) {
            return;
        }
        if (!unit.begun) {
            unit.begun = true;
            return;
        }
        int from = unit.next;
        int to = from;
        int most = 1 + random.nextInt(3);
        while (to < unit.end && to - from < most && Nature.succeeds(unit.unit, to)) {
            to++;
        }
        long id = unit.unit.unitId();
        unit.begun = false;
        if (to > from) {
            unit.next = to;
            model.move(id, from, to, Place.AT_HAND);
            long elapsed = (long) (to - from) * (1 + random.nextInt(3_000_000));
            said(
                    "succeeded " + worker.id + " unit " + id + " " + from + ".." + to,
                    scheduler.succeeded(worker.id, id, from, to - from, elapsed, now),
                    true);
        } else {
            unit.next = from + 1;
            model.move(id, from, from + 1, Place.AT_HAND);
            boolean retryable = Nature.retryable(unit.unit.callId(), unit.unit.first() + from);
            said(
                    "failed " + worker.id + " unit " + id + " " + from,
                    scheduler.failed(worker.id, id, from, retryable, now),
                    false);
        }
    }

    private void die(SimulatedWorker worker) {
        Held unit = worker.first();
        if (!worker.ready) {
            gone(worker, Cause.NOT_STARTED, null);
        } else if (unit == null || (gentle && unit.begun)) {
            gone(worker, gentle ? Cause.STOPPED : Cause.LOST, null);
        } else if (gentle || !unit.begun) {
            Stage stage = gentle || random.nextInt(8) > 0 ? Stage.READING_ITEM : Stage.READING_FUNCTION;
            gone(worker, Cause.LOST, random.nextBoolean() ? null : new Blame(unit.unit.unitId(), unit.next, stage));
        } else {
            int ahead = random.nextInt(4) == 0 ? random.nextInt(unit.end - unit.next) : 0;
            Cause cause = random.nextInt(3) == 0 ? Cause.TIME_LIMIT : Cause.LOST;
            gone(worker, cause, new Blame(unit.unit.unitId(), unit.next + ahead, Stage.RUNNING));
        }
    }

    private void gone(SimulatedWorker worker, Cause cause, @Nullable Blame blame) {
        model.workerDies(worker.id);
        Reason reason = random.nextInt(3) == 0 ? Reason.OUT_OF_MEMORY : Reason.SIGNAL;
        said(
                "gone " + worker.id + " " + cause + " " + blame,
                scheduler.workerGone(worker.id, cause, reason, blame, now),
                false);
    }

    private void said(String event, List<Decision> decisions, boolean value) {
        log.add(event + " -> " + decisions);
        if (log.size() > 12) {
            log.remove();
        }
        model.apply(decisions, value, now);
        model.check(scheduler);
    }

    // ---- what a loop over the items would have given

    void compareWithOneAfterAnother() {
        for (ModelCall call : model.calls.values()) {
            for (int index = 0; index < call.items.size(); index++) {
                Item item = call.items.get(index);
                long id = call.spec.callId();
                int attempt = 1;
                while (!Nature.succeeds(id, index, attempt)
                        && Nature.retryable(id, index)
                        && attempt <= call.spec.retry().most()) {
                    attempt++;
                }
                assertThat(item.value)
                        .as("item %d of %s", index, call.spec)
                        .isEqualTo(Nature.succeeds(id, index, attempt));
                assertThat(item.attempt)
                        .as("runs of item %d of %s", index, call.spec)
                        .isEqualTo(attempt);
            }
        }
    }
}
