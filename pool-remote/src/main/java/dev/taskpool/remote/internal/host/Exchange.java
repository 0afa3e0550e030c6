package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.TimerDelay;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the supervisor and a ready child say to each other, and when the child must be ended for it. Part of the
 * worker's actor, and used by it alone.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final long MEASURE_NANOS = 2_000_000_000;
    private static final long MEASURE_LIMITED_NANOS = 200_000_000;

    private final HostPlan plan;
    private final int worker;
    private final Launcher.Launched launched;
    private final ActorContext<Object> context;
    private final TimerScheduler<Object> timers;
    private final ActorRef<WorkerEvent> supervisor;
    private final Consumer<Doom> condemn;
    private final Outbox outbox;
    private final Liveness liveness;
    private final InFlight inFlight = new InFlight();
    private final Announcements announcements;
    private final ItemWatch watch;
    private final Set<Long> stopOnceDropped = new HashSet<>();
    private long received;
    private long told;
    private long untoldWeight;
    private boolean complete = true;
    private OptionalLong lookNanos = OptionalLong.empty();
    private long measuredNanos;

    Exchange(
            HostPlan plan,
            int worker,
            Launcher.Launched launched,
            ActorRef<ToWorker> agent,
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            ActorRef<WorkerEvent> supervisor,
            Consumer<Doom> condemn) {
        this.plan = plan;
        this.worker = worker;
        this.launched = launched;
        this.context = context;
        this.timers = timers;
        this.supervisor = supervisor;
        this.condemn = condemn;
        this.announcements = new Announcements(plan.codec()::isConstant);
        this.outbox = new Outbox(agent::tell);
        this.liveness = new Liveness(plan.spec().heartbeatTimeout(), now());
        this.watch = new ItemWatch(
                launched.file().page().status(), inFlight, plan.spec().interruptGrace());
        this.measuredNanos = now() - measureNanos();
        timers.startTimerWithFixedDelay(new Fact.PingDue(), liveness.interval());
    }

    private long now() {
        return plan.nanoClock().getAsLong();
    }

    InFlight inFlight() {
        return inFlight;
    }

    // ---- from the supervisor

    void run(WorkerCommand.Run run) {
        run.units().forEach(inFlight::add);
        WorkMessages.pack(run.units(), call -> inFlight.learn(call) ? announcements.of(call) : null)
                .forEach(outbox::send);
        liveness.worked();
        long shortest = inFlight.shortestLimitNanos();
        if (shortest > 0) {
            lookAt(now() + shortest);
        }
    }

    void takeBack() {
        if (inFlight.isEmpty()) {
            supervisor.tell(new WorkerEvent.GaveBack(worker, List.of()));
        } else {
            outbox.send(new ToWorker.TakeBack());
        }
    }

    void cancel(WorkerCommand.Cancel cancel) {
        if (!inFlight.holds(cancel.callId())) {
            supervisor.tell(new WorkerEvent.Dropped(worker, cancel.callId(), List.of()));
            return;
        }
        if (cancel.stopRunning()) {
            ItemWatch.Decision decision = watch.cancel(cancel.callId(), now());
            carryOut(decision);
            if (decision instanceof ItemWatch.Decision.Stop) {
                return;
            }
            stopOnceDropped.add(cancel.callId());
        }
        outbox.send(new ToWorker.Drop(cancel.callId()));
    }

    void forget(WorkerCommand.Forget forget) {
        if (inFlight.forget(forget.callId())) {
            outbox.send(new ToWorker.Forget(forget.callId()));
        }
    }

    void leave() {
        outbox.send(new ToWorker.Leave());
    }

    // ---- from the child

    void heard() {
        liveness.heard(now());
    }

    void began(FromWorker.Began began) {
        supervisor.tell(new WorkerEvent.Began(worker, began.unitId(), began.offset()));
    }

    void outcomes(FromWorker.Outcomes outcomes) {
        if (!complete) {
            return; // all from the gap on is taken from what the child kept
        }
        if (outcomes.number() != received + 1) {
            complete = false;
            log.warn(
                    "outcomes lost pool={} worker={} received={} next={}",
                    plan.poolName(),
                    worker,
                    received,
                    outcomes.number());
            condemn.accept(Doom.unreachable("outcomes were lost on their way"));
            return;
        }
        received = outcomes.number();
        liveness.worked();
        outcomes.outcomes().forEach(this::take);
        tellTaken(outcomes.weight());
        measure();
    }

    /** Often enough that the child need not hold back, and no oftener: a message costs far more than what it says. */
    private void tellTaken(long weight) {
        untoldWeight += weight;
        if (untoldWeight >= Wire.OUTCOMES_WEIGHT / 2 || received - told >= Wire.OUTCOMES_MESSAGES / 2) {
            outbox.sendNow(new ToWorker.OutcomesTaken(received));
            told = received;
            untoldWeight = 0;
        }
    }

    private void take(FromWorker.Outcome outcome) {
        if (outcome instanceof FromWorker.Values values) {
            int count = values.results().size();
            int due = inFlight.accept(values.unitId(), values.offset(), count);
            if (watch.accepted(values.unitId(), values.offset(), due)) {
                lookAt(now()); // until now the next look was to come at the end of the grace
            }
            forward(values, due);
            if (due < count) {
                discard(values.results().slice(due, count));
            }
        } else if (outcome instanceof FromWorker.Fault fault) {
            takeFault(fault);
        }
    }

    private void takeFault(FromWorker.Fault fault) {
        Doom doom = watch.doomOf(fault.unitId(), fault.offset());
        if (doom != null && inFlight.isDue(fault.unitId(), fault.offset())) {
            condemn.accept(doom.itemEnded());
        }
        if (inFlight.accept(fault.unitId(), fault.offset(), 1) == 1) {
            forward(fault);
        } else {
            discard(Items.Encoded.of(fault.failure()));
        }
    }

    /** Outcomes that the dead child kept. */
    void recovered(List<FromWorker.Outcome> outcomes) {
        for (FromWorker.Outcome outcome : outcomes) {
            if (outcome instanceof FromWorker.Values values) {
                forward(values, values.results().size());
            } else if (outcome instanceof FromWorker.Fault fault) {
                forward(fault);
            }
        }
    }

    private void forward(FromWorker.Values values, int count) {
        if (count > 0) {
            supervisor.tell(new WorkerEvent.Succeeded(
                    worker, values.unitId(), values.offset(), values.results().slice(0, count), values.elapsedNanos()));
        }
    }

    private void forward(FromWorker.Fault fault) {
        supervisor.tell(new WorkerEvent.Failed(
                worker,
                fault.unitId(),
                fault.offset(),
                Items.Encoded.of(fault.failure()),
                fault.elapsedNanos(),
                fault.retryable()));
    }

    private void discard(Items nobodyWants) {
        plan.blocking().execute(() -> plan.codec().discard(nobodyWants));
    }

    void gaveBack(FromWorker.GaveBack gaveBack) {
        inFlight.cut(gaveBack.pieces());
        supervisor.tell(new WorkerEvent.GaveBack(worker, gaveBack.pieces()));
    }

    void dropped(FromWorker.Dropped dropped) {
        inFlight.cut(dropped.pieces());
        supervisor.tell(new WorkerEvent.Dropped(worker, dropped.callId(), dropped.pieces()));
        if (stopOnceDropped.remove(dropped.callId())) {
            carryOut(watch.cancel(dropped.callId(), now())); // it may have been begun meanwhile
        }
    }

    void pong(FromWorker.Pong pong) {
        outbox.onPong(pong.number());
        boolean idleWithWork = outbox.isEmpty() && !inFlight.isEmpty() && watch.isIdle();
        if (liveness.hasLostWork(idleWithWork)) {
            condemn.accept(Doom.unreachable("it holds work and runs nothing"));
        }
    }

    void chatter(FromWorker.Chatter chatter) {
        String prefix = "[" + plan.poolName() + "/worker-" + worker + " pid "
                + launched.child().pid() + "] ";
        for (FromWorker.Progress p : chatter.progress()) {
            supervisor.tell(new WorkerEvent.Progressed(worker, p.unitId(), p.offset(), p.fraction(), p.message()));
        }
        context.pipeToSelf(
                CompletableFuture.runAsync(() -> ChatterLog.write(prefix, chatter), plan.blocking()),
                (written, failure) -> new Fact.ChatterWritten());
    }

    // ---- time

    void chatterWritten() {
        outbox.sendNow(new ToWorker.ChatterRead());
    }

    void pingDue() {
        if (liveness.isSilent(now())) {
            condemn.accept(
                    Doom.unreachable("it has not answered for " + plan.spec().heartbeatTimeout()));
        } else {
            outbox.ping();
            measure();
        }
    }

    void lookDue() {
        lookNanos = OptionalLong.empty();
        carryOut(watch.look(now()));
    }

    private void carryOut(ItemWatch.Decision decision) {
        if (decision instanceof ItemWatch.Decision.Stop stop) {
            condemn.accept(stop.doom());
        } else if (decision instanceof ItemWatch.Decision.Interrupt interrupt) {
            outbox.sendNow(new ToWorker.Interrupt(interrupt.unitId(), interrupt.offset()));
            lookAt(interrupt.atNanos());
        } else if (decision instanceof ItemWatch.Decision.Wait wait) {
            wait.atNanos().ifPresent(this::lookAt);
        }
    }

    private void lookAt(long atNanos) {
        if (lookNanos.isEmpty() || atNanos - lookNanos.getAsLong() < 0) {
            lookNanos = OptionalLong.of(atNanos);
            timers.startSingleTimer(new Fact.LookDue(), TimerDelay.ofNanos(atNanos - now()));
        }
    }

    /** How often it may be measured: one with a limit must not grow far beyond it between two tasks. */
    private long measureNanos() {
        return plan.spec().maxRssBytes() > 0 || plan.spec().maxGrowthBytes() > 0
                ? MEASURE_LIMITED_NANOS
                : MEASURE_NANOS;
    }

    private void measure() {
        long now = now();
        if (now - measuredNanos < measureNanos()) {
            return;
        }
        measuredNanos = now;
        context.pipeToSelf(
                CompletableFuture.supplyAsync(() -> launched.child().rssBytes(), plan.blocking()),
                (bytes, failure) -> new Fact.Measured(failure == null ? bytes : OptionalLong.empty()));
    }

    void measured(Fact.Measured measured) {
        measured.rssBytes().ifPresent(bytes -> supervisor.tell(new WorkerEvent.Measured(worker, bytes)));
    }

    /** The child is being ended; if for an item, that item's outcome does not count any more. */
    void end(@Nullable Blame item) {
        watch.holdForGood();
        if (item != null) {
            inFlight.refuse(item.unitId(), item.offset());
        }
    }
}
