package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolException;
import dev.taskpool.PoolStats;
import dev.taskpool.WorkerInfo;
import dev.taskpool.internal.schedule.Decision;
import dev.taskpool.internal.schedule.Scheduler;
import dev.taskpool.internal.schedule.Tally;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.TimerDelay;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the {@link Scheduler} decides: tells it every event, and its decisions to the workers and the calls.
 *
 * <p>Receives {@link SupervisorRequest}s and {@link WorkerEvent}s. Stops when the pool has ended.
 */
final class PoolSupervisor {
    private static final Logger log = LoggerFactory.getLogger(PoolSupervisor.class);

    private final ActorContext<Object> context;
    private final TimerScheduler<Object> timers;
    private final SupervisorPlan plan;
    private final Scheduler scheduler;
    private final OpenCalls calls;
    private final Map<Integer, WorkerFace> workers = new TreeMap<>();
    private final RecentUnits recent = new RecentUnits();
    private final RecentDeaths deaths = new RecentDeaths();
    private final long startNanos = System.nanoTime();
    private @Nullable PoolBrokenException broken;
    private boolean flushing;
    private boolean gone;
    private boolean deaf;

    static Behavior<Object> create(SupervisorPlan plan) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new PoolSupervisor(context, timers, plan).running()));
    }

    private PoolSupervisor(ActorContext<Object> context, TimerScheduler<Object> timers, SupervisorPlan plan) {
        this.context = context;
        this.timers = timers;
        this.plan = plan;
        this.scheduler = new Scheduler(plan.schedule());
        this.calls = new OpenCalls(plan.name(), plan.watch(), this::pid);
        carryOut(scheduler.start(now()), null);
    }

    private static long now() {
        return System.nanoTime();
    }

    private Behavior<Object> running() {
        return Behaviors.receive(Object.class)
                .onMessage(SupervisorRequest.Last.class, last -> end())
                .onMessage(SupervisorRequest.class, request -> guarded(() -> onRequest(request)))
                .onMessage(WorkerEvent.class, event -> guarded(() -> onEvent(event)))
                .build();
    }

    /** A defect of ours must not leave callers waiting: everything is failed and ended. */
    private Behavior<Object> guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("the pool's supervisor failed and ends the pool pool={}", plan.name(), e);
            var failure = new PoolException("pool " + plan.name() + " ended by a defect of its own: " + e, e);
            calls.failAll(failure);
            workers.values().forEach(worker -> worker.tell(new WorkerCommand.Kill()));
            gone = true;
        }
        return next();
    }

    /** Who submits to a pool that ends either is heard, because the last request comes after his, or sees it is deaf. */
    private Behavior<Object> next() {
        if (gone && !deaf) {
            deaf = true;
            plan.whenDeaf().run();
            context.getSelf().tell(new SupervisorRequest.Last());
        }
        return Behaviors.same();
    }

    private Behavior<Object> end() {
        plan.ended().complete(stats());
        return Behaviors.stopped();
    }

    private void onRequest(SupervisorRequest request) {
        if (request instanceof SupervisorRequest.Submit submit) {
            onSubmit(submit);
        } else if (request instanceof SupervisorRequest.Flush) {
            flushing = false;
            workers.values().forEach(WorkerFace::flush);
        } else if (request instanceof SupervisorRequest.Add add) {
            onAdd(add);
        } else if (request instanceof SupervisorRequest.Skip skip) {
            onSkip(skip);
        } else if (request instanceof SupervisorRequest.EndInput end) {
            carryOut(scheduler.inputEnded(end.callId(), now()), null);
        } else if (request instanceof SupervisorRequest.Cancel cancel) {
            carryOut(scheduler.cancelled(cancel.callId(), cancel.stopRunning(), now()), null);
        } else if (request instanceof SupervisorRequest.FailFast fail) {
            carryOut(scheduler.failedFast(fail.callId(), now()), null);
        } else if (request instanceof SupervisorRequest.ShutDown) {
            carryOut(scheduler.shutDown(now()), null);
        } else if (request instanceof SupervisorRequest.Terminate) {
            carryOut(scheduler.terminate(now()), null);
        } else if (request instanceof SupervisorRequest.Ask ask) {
            ask.answer().complete(stats());
        } else if (request instanceof SupervisorRequest.Tick) {
            carryOut(scheduler.tick(now()), null);
        }
    }

    // ---- requests

    private void onSubmit(SupervisorRequest.Submit submit) {
        OpenCall call = submit.call();
        long id = call.spec.callId();
        if (gone || scheduler.refusing()) {
            call.failed(broken != null ? broken : refusal(plan.name()));
            if (submit.items() != null) {
                discard(submit.items());
            }
            return;
        }
        calls.add(call);
        carryOut(scheduler.submitted(call.spec, now()), null);
        if (submit.items() != null) {
            onAdd(new SupervisorRequest.Add(id, submit.items()));
        }
        if (submit.complete()) {
            carryOut(scheduler.inputEnded(id, now()), null);
        }
    }

    private void onAdd(SupervisorRequest.Add add) {
        OpenCall call = calls.get(add.callId());
        if (call == null) {
            discard(add.items());
            return;
        }
        call.add(add.items());
        carryOut(
                scheduler.itemsAdded(
                        add.callId(), add.items().size(), add.items().bytes(), now()),
                null);
    }

    private void onSkip(SupervisorRequest.Skip skip) {
        OpenCall call = calls.get(skip.callId());
        if (call != null) {
            call.skip(skip.failure());
            carryOut(scheduler.itemFailed(skip.callId(), now()), null);
        }
    }

    private void discard(Items items) {
        plan.threads().execute(() -> {
            if (plan.admission().limited()) {
                plan.admission()
                        .leave(
                                items.size(),
                                plan.admission().weighs() ? plan.codec().weight(items) : 0);
            }
            plan.codec().discard(items);
        });
    }

    // ---- events

    private void onEvent(WorkerEvent event) {
        WorkerFace worker = workers.get(event.worker());
        if (worker == null) {
            return; // it is gone: its last word was spoken
        }
        if (event instanceof WorkerEvent.Succeeded done) {
            worked(worker, done.results().size());
            long elapsed = 0;
            for (long nanos : done.elapsedNanos()) {
                elapsed += nanos;
            }
            carryOut(
                    scheduler.succeeded(
                            worker.id,
                            done.unitId(),
                            done.offset(),
                            done.results().size(),
                            elapsed,
                            now()),
                    event);
        } else if (event instanceof WorkerEvent.Failed failed) {
            worked(worker, 1);
            carryOut(scheduler.failed(worker.id, failed.unitId(), failed.offset(), failed.retryable(), now()), event);
        } else if (event instanceof WorkerEvent.Ready ready) {
            onReady(worker, ready);
        } else if (event instanceof WorkerEvent.GaveBack back) {
            carryOut(scheduler.gaveBack(worker.id, back.pieces(), now()), null);
        } else if (event instanceof WorkerEvent.Dropped dropped) {
            carryOut(scheduler.dropped(worker.id, dropped.pieces(), now()), null);
        } else if (event instanceof WorkerEvent.Began began) {
            plan.watch().began(recent.task(worker, began.unitId(), began.offset()));
        } else if (event instanceof WorkerEvent.Progressed progress) {
            plan.watch().progressed(recent.task(worker, progress.unitId(), progress.offset()), progress);
        } else if (event instanceof WorkerEvent.Measured measured) {
            onMeasured(worker, measured.rssBytes());
        } else if (event instanceof WorkerEvent.Gone ended) {
            onGone(worker, ended);
        }
    }

    private void worked(WorkerFace worker, int items) {
        worker.tasksDone += items;
        deaths.worked();
    }

    private void onReady(WorkerFace worker, WorkerEvent.Ready ready) {
        worker.pid = ready.pid();
        worker.host = ready.host();
        deaths.started();
        carryOut(scheduler.workerReady(worker.id, now()), null);
        plan.watch().workerStarted(info(worker));
    }

    private void onMeasured(WorkerFace worker, long rssBytes) {
        worker.rssBytes = rssBytes;
        carryOut(scheduler.measured(worker.id, rssBytes, now()), null);
    }

    private void onGone(WorkerFace worker, WorkerEvent.Gone ended) {
        WorkerExit exit = ended.exit();
        worker.pid = exit.pid() > 0 ? exit.pid() : worker.pid;
        deaths.add(exit);
        WorkerInfo last = worker.info(WorkerInfo.State.DEAD, "");
        carryOut(scheduler.workerGone(worker.id, exit.cause(), exit.reason(), ended.blame(), now()), ended);
        workers.remove(worker.id);
        plan.watch().workerExited(last, exit);
    }

    // ---- decisions

    private void carryOut(List<Decision> decisions, @Nullable WorkerEvent at) {
        for (Decision decision : decisions) {
            carryOut(decision, at);
        }
    }

    private void carryOut(Decision decision, @Nullable WorkerEvent at) {
        if (decision instanceof Decision.Assign assign) {
            assign(assign);
        } else if (decision instanceof Decision.Deliver deliver) {
            calls.deliver(deliver, at);
        } else if (decision instanceof Decision.CallEnded ended) {
            endCall(ended);
        } else if (decision instanceof Decision.Retry retry) {
            calls.retry(retry, at);
        } else if (decision instanceof Decision.FailItem fail) {
            calls.fail(fail, at);
        } else if (decision instanceof Decision.CancelItems cancel) {
            calls.cancel(cancel, at);
        } else if (decision instanceof Decision.TakeBack take) {
            tell(take.worker(), new WorkerCommand.TakeBack());
        } else if (decision instanceof Decision.CancelOn cancel) {
            tell(cancel.worker(), new WorkerCommand.Cancel(cancel.callId(), cancel.stopRunning()));
        } else if (decision instanceof Decision.StartWorker start) {
            startWorker(start.worker());
        } else if (decision instanceof Decision.HoldStarts hold) {
            log.warn(
                    "workers die too often and wait to be replaced pool={} workers={} forMillis={} last={}",
                    plan.name(),
                    hold.workers(),
                    Duration.ofNanos(hold.untilNanos() - now()).toMillis(),
                    deaths.last());
        } else if (decision instanceof Decision.Relieve relieve) {
            relieve(relieve);
        } else if (decision instanceof Decision.StopWorker stop) {
            tell(stop.worker(), new WorkerCommand.Stop());
        } else if (decision instanceof Decision.KillWorker kill) {
            tell(kill.worker(), new WorkerCommand.Kill());
        } else if (decision instanceof Decision.WakeAt wake) {
            timers.startSingleTimer(
                    SupervisorRequest.Tick.class,
                    new SupervisorRequest.Tick(),
                    TimerDelay.ofNanos(wake.nanos() - now()));
        } else if (decision instanceof Decision.Break) {
            breakDown();
        } else if (decision instanceof Decision.AllGone) {
            gone = true;
        }
    }

    private void assign(Decision.Assign assign) {
        OpenCall call = calls.get(assign.callId());
        WorkerFace worker = workers.get(assign.worker());
        if (call == null || worker == null) {
            throw new IllegalStateException("assigned to nobody: " + assign);
        }
        if (plan.watch().isOn()) {
            recent.add(call, assign);
        }
        worker.gather(new WorkUnit(
                assign.unitId(),
                call.info,
                assign.first(),
                call.slice(assign.first(), assign.count()),
                assign.attempt()));
        if (!flushing) {
            flushing = true;
            context.getSelf().tell(new SupervisorRequest.Flush());
        }
    }

    private void endCall(Decision.CallEnded ended) {
        OpenCall call = calls.end(ended, broken);
        if (call != null && !call.info.single()) {
            workers.values().forEach(worker -> worker.tell(new WorkerCommand.Forget(ended.callId())));
        }
    }

    private void startWorker(int id) {
        var actor = context.spawn(plan.site().worker(id, context.getSelf().narrow()), "worker-" + id);
        workers.put(id, new WorkerFace(id, actor, Instant.now()));
    }

    private void relieve(Decision.Relieve relieve) {
        WorkerFace worker = workers.get(relieve.worker());
        if (worker != null) {
            log.info(
                    "worker is to be replaced pool={} worker={} pid={} limit={} rss={} age={}",
                    plan.name(),
                    worker.id,
                    worker.pid,
                    relieve.limit(),
                    worker.rssBytes,
                    Duration.between(worker.startedAt, Instant.now()));
        }
    }

    private void tell(int id, WorkerCommand command) {
        WorkerFace worker = workers.get(id);
        if (worker != null) {
            worker.tell(command);
        }
    }

    private void breakDown() {
        broken = deaths.broken(plan.name());
        log.error("pool broken pool={} cause={}", plan.name(), broken.getMessage());
        plan.whenBroken().accept(broken);
    }

    // ---- answers

    private PoolStats stats() {
        Tally tally = scheduler.tally();
        return new PoolStats(
                plan.name(),
                workers.values().stream().map(this::info).toList(),
                tally.queued(),
                tally.running(),
                tally.completed(),
                tally.failed(),
                tally.retried(),
                tally.workersStarted(),
                tally.workersLost(),
                Duration.ofNanos(now() - startNanos));
    }

    private WorkerInfo info(WorkerFace worker) {
        OpenCall current = calls.get(scheduler.currentCall(worker.id));
        return worker.info(scheduler.state(worker.id), current == null ? "" : current.info.name());
    }

    private long pid(int id) {
        WorkerFace worker = workers.get(id);
        return worker == null ? 0 : worker.pid;
    }

    /** Why a call is refused once the pool no longer takes any. */
    static RejectedExecutionException refusal(String pool) {
        return new RejectedExecutionException("pool " + pool + " was shut down and takes no more tasks");
    }
}
