package dev.taskpool.remote.internal.host;

import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.launch.ExitEvidence;
import dev.taskpool.remote.internal.link.Peers;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.TimerDelay;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor that fronts one child process: it starts it, speaks for it, and buries it.
 *
 * <p>It hears the supervisor's {@link WorkerCommand}s, the child's {@link FromWorker} words and its own {@link Fact}s.
 * It is starting until the child's {@code Ready}, then at work, and condemned from the moment the child is made to
 * end. Its last words are {@link WorkerEvent.Gone}, once the process has ended.
 */
final class HostActor extends AbstractBehavior<Object> {
    private static final Logger log = LoggerFactory.getLogger(HostActor.class);
    private static final Duration LEAVE_TIME = Duration.ofSeconds(10);
    private static final Duration INITIALIZER_WORDS_TIME = Duration.ofMillis(500);

    private final HostPlan plan;
    private final int worker;
    private final ActorRef<WorkerEvent> supervisor;
    private final TimerScheduler<Object> timers;
    private final Greeting greeting;
    private final CompletableFuture<Void> turn;
    private final CompletableFuture<Launcher.Launched> launch;
    private final List<Object> kept = new ArrayList<>();
    private CompletableFuture<@Nullable Throwable> startFailure = CompletableFuture.completedFuture(null);
    private Launcher.@Nullable Launched launched;
    private @Nullable ActorRef<ToWorker> agent;
    private @Nullable Exchange exchange;
    private @Nullable Doom doom;
    private String threadDump = "";
    private @Nullable ExitEvidence evidence;
    private boolean turnOver;
    private boolean saidReady;
    private boolean killDue;
    private Fact.@Nullable Inspected awaitsWords;
    private boolean buried;

    /**
     * Makes the actor, which starts the child.
     *
     * @param plan what the pool's workers have in common
     * @param workerId the worker's id
     * @param supervisor gets its events
     * @return a behavior that ends after its {@link WorkerEvent.Gone}
     */
    static Behavior<WorkerCommand> create(HostPlan plan, int workerId, ActorRef<WorkerEvent> supervisor) {
        Behavior<Object> all = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new HostActor(plan, workerId, supervisor, context, timers)));
        return all.narrow();
    }

    private HostActor(
            HostPlan plan,
            int worker,
            ActorRef<WorkerEvent> supervisor,
            ActorContext<Object> context,
            TimerScheduler<Object> timers) {
        super(context);
        this.plan = plan;
        this.worker = worker;
        this.greeting = Greeting.of(worker);
        this.supervisor = supervisor;
        this.timers = timers;
        String self = ActorRefResolver.get(context.getSystem()).toSerializationFormat(context.getSelf());
        this.turn = plan.turns().take();
        this.launch = turn.thenApplyAsync(come -> launch(self), plan.blocking());
        ActorRef<Object> me = context.getSelf();
        var unused = turn.thenRun(() -> me.tell(new Fact.TurnCome()));
        context.pipeToSelf(
                launch,
                (it, failure) -> failure == null ? new Fact.Started(it) : new Fact.NotStarted(Causes.of(failure)));
    }

    private Launcher.Launched launch(String self) {
        try {
            return plan.launcher().launch(worker, greeting.token(), self);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromWorker.Outcomes.class, word(this::onOutcomes))
                .onMessage(WorkerCommand.Run.class, command(Exchange::run))
                .onMessage(FromWorker.Pong.class, word(it -> atWork(exchange -> exchange.pong(it))))
                .onMessage(FromWorker.Began.class, word(it -> atWork(exchange -> exchange.began(it))))
                .onMessage(WorkerCommand.TakeBack.class, command((exchange, it) -> exchange.takeBack()))
                .onMessage(FromWorker.GaveBack.class, word(it -> atWork(exchange -> exchange.gaveBack(it))))
                .onMessage(WorkerCommand.Cancel.class, command(Exchange::cancel))
                .onMessage(FromWorker.Dropped.class, word(it -> atWork(exchange -> exchange.dropped(it))))
                .onMessage(WorkerCommand.Forget.class, command(Exchange::forget))
                .onMessage(FromWorker.Chatter.class, word(it -> atWork(exchange -> exchange.chatter(it))))
                .onMessage(Fact.ChatterWritten.class, fact(it -> atWork(Exchange::chatterWritten)))
                .onMessage(Fact.LookDue.class, fact(it -> atWork(Exchange::lookDue)))
                .onMessage(Fact.PingDue.class, fact(it -> atWork(Exchange::pingDue)))
                .onMessage(Fact.Measured.class, fact(it -> atWork(exchange -> exchange.measured(it))))
                .onMessage(Fact.TurnCome.class, fact(it -> onTurnCome()))
                .onMessage(Fact.Started.class, fact(this::onStarted))
                .onMessage(FromWorker.Hello.class, fact(this::onHello))
                .onMessage(FromWorker.Ready.class, word(it -> onReady()))
                .onMessage(FromWorker.InitializerFailed.class, word(this::onInitializerFailed))
                .onMessage(Fact.StartTimeOver.class, fact(it -> onStartTimeOver()))
                .onMessage(WorkerCommand.Stop.class, fact(it -> onStop()))
                .onMessage(WorkerCommand.Kill.class, fact(it -> onKill()))
                .onMessage(FromWorker.Threads.class, fact(this::onThreads))
                .onMessage(Fact.DumpTimeOver.class, fact(it -> endTask()))
                .onMessage(Fact.LeaveTimeOver.class, fact(it -> kill(Duration.ZERO)))
                .onMessage(Fact.Exited.class, fact(it -> onExited(it.evidence())))
                .onMessage(Fact.LastWordsOver.class, fact(it -> inspect()))
                .onMessage(Fact.NotStarted.class, it -> onNotStarted(it.failure()))
                .onMessage(Fact.Inspected.class, this::onInspected)
                .onSignal(PostStop.class, stop -> onPostStop())
                .build();
    }

    private <M> Function<M, Behavior<Object>> fact(Consumer<M> arm) {
        return message -> {
            arm.accept(message);
            return this;
        };
    }

    /** Any word of the child is a sign of life. */
    private <M extends FromWorker> Function<M, Behavior<Object>> word(Consumer<M> arm) {
        return fact(message -> {
            atWork(Exchange::heard);
            arm.accept(message);
        });
    }

    /** Commands that come too early wait; those that come too late are answered by the worker's end. */
    private <M extends WorkerCommand> Function<M, Behavior<Object>> command(BiConsumer<Exchange, M> arm) {
        return fact(message -> {
            if (exchange == null) {
                kept.add(message);
            } else if (doom == null) {
                arm.accept(exchange, message);
            }
        });
    }

    private void atWork(Consumer<Exchange> arm) {
        if (exchange != null) {
            arm.accept(exchange);
        }
    }

    // ---- its start

    private void onTurnCome() {
        if (doom == null) {
            timers.startSingleTimer(
                    new Fact.StartTimeOver(), TimerDelay.of(plan.spec().startTimeout()));
        }
    }

    /** The next may start: what takes the processors most is done, or will not be. */
    private void endTurn() {
        if (!turnOver) {
            turnOver = true;
            plan.turns().end(turn);
        }
    }

    private void onStarted(Fact.Started started) {
        launched = started.launched();
        log.debug("worker started pool={} worker={} pid={}", plan.poolName(), worker, pid());
        getContext()
                .pipeToSelf(
                        launched.child().exit(),
                        (evidence, failure) ->
                                new Fact.Exited(failure == null ? evidence : Farewell.noEvidence(failure)));
        if (killDue) {
            kill(Duration.ZERO);
        }
        unlink();
        beginWork();
    }

    private Behavior<Object> onNotStarted(Throwable failure) {
        if (doom == null) {
            log.warn("worker not started pool={} worker={}", plan.poolName(), worker, failure);
        }
        return gone(Farewell.neverBorn(doom, failure), null);
    }

    private void onHello(FromWorker.Hello hello) {
        if (!greeting.isKnown(hello) || agent != null) {
            log.warn("greeting refused pool={} worker={} saysWorker={}", plan.poolName(), worker, hello.workerId());
            return;
        }
        String problem = Greeting.versionProblem(hello);
        if (!problem.isEmpty()) {
            condemn(Doom.notStarted(new PoolException(problem, null), problem));
            return;
        }
        agent = ActorRefResolver.get(getContext().getSystem()).resolveActorRef(hello.agent());
        endTurn();
        unlink();
    }

    /** The child has mapped the page. Its name goes as soon as it is known. */
    private void unlink() {
        if (agent != null && launched != null) {
            plan.blocking().execute(launched.file()::unlink);
        }
    }

    private void onReady() {
        saidReady = agent != null;
        beginWork();
    }

    /** A busy machine may tell late that it has started what already speaks. */
    private void beginWork() {
        if (!saidReady || agent == null || launched == null || exchange != null || doom != null) {
            return;
        }
        timers.cancelAll();
        exchange = new Exchange(plan, worker, launched, agent, getContext(), timers, supervisor, this::condemn);
        log.info("worker ready pool={} worker={} pid={}", plan.poolName(), worker, pid());
        supervisor.tell(new WorkerEvent.Ready(worker, pid(), "localhost"));
        kept.forEach(getContext().getSelf()::tell);
        kept.clear();
    }

    private void onInitializerFailed(FromWorker.InitializerFailed failed) {
        if (agent == null || exchange != null) {
            return;
        }
        startFailure = CompletableFuture.supplyAsync(
                        () -> Causes.ofInitializer(plan.codec(), worker, failed.failure()), plan.blocking())
                .exceptionally(Causes::of);
        if (doom == null) {
            doom = Doom.notStarted(null, "its initializer failed");
            agent.tell(new ToWorker.Leave());
            leaveSoon();
        }
        if (evidence != null) {
            inspect();
        }
    }

    private void onStartTimeOver() {
        String problem = "not ready within " + plan.spec().startTimeout();
        condemn(Doom.notStarted(new TimeoutException(problem), problem));
    }

    // ---- its end

    private void onStop() {
        if (doom != null) {
            return;
        }
        if (exchange == null) {
            condemn(Doom.stopped("told to leave"));
            return;
        }
        doom = Doom.stopped("told to leave");
        exchange.leave();
        leaveSoon();
    }

    private void leaveSoon() {
        timers.cancelAll();
        timers.startSingleTimer(new Fact.LeaveTimeOver(), LEAVE_TIME);
    }

    private void onKill() {
        condemn(Doom.stopped("told to leave at once"));
        kill(Duration.ZERO);
    }

    private void condemn(Doom reason) {
        if (doom != null) {
            return;
        }
        doom = reason;
        timers.cancelAll();
        atWork(it -> it.end(reason.item()));
        log.debug("worker condemned pool={} worker={} why={}", plan.poolName(), worker, reason.why());
        if (reason.item() == null) {
            kill(Duration.ZERO);
        } else if (!reason.itemRuns()
                || agent == null
                || plan.spec().dumpGrace().isZero()) {
            endTask();
        } else {
            agent.tell(new ToWorker.DumpThreads());
            timers.startSingleTimer(
                    new Fact.DumpTimeOver(), TimerDelay.of(plan.spec().dumpGrace()));
        }
    }

    private void onThreads(FromWorker.Threads threads) {
        if (doom != null && doom.itemRuns() && threadDump.isEmpty()) {
            threadDump = threads.dump();
            endTask();
        }
    }

    /** With a task that was given its time. */
    private void endTask() {
        timers.cancel(new Fact.DumpTimeOver()); // and no other: its end may be waited for already
        kill(plan.spec().termGrace());
    }

    private void kill(Duration grace) {
        killDue = true; // at the latest when there is something to kill
        if (launched != null && evidence == null) {
            var child = launched.child();
            plan.blocking().execute(() -> child.kill(grace));
        } else if (launched == null && !turn.isDone()) {
            endTurn(); // and there will be nothing to kill
        }
    }

    /** The process has ended, but why its initializer failed may still be on its way. */
    private void onExited(ExitEvidence found) {
        evidence = found;
        timers.cancelAll();
        if (agent != null && exchange == null && doom == null) {
            timers.startSingleTimer(new Fact.LastWordsOver(), INITIALIZER_WORDS_TIME);
        } else {
            inspect();
        }
    }

    private void inspect() {
        timers.cancelAll();
        if (launched == null || evidence == null) {
            return;
        }
        var file = launched.file();
        var found = evidence;
        getContext()
                .pipeToSelf(
                        startFailure.thenApplyAsync(
                                it -> Farewell.inspect(file, plan.codec(), worker, found, it), plan.blocking()),
                        (it, failure) -> failure == null ? it : Farewell.nothingFound(found, Causes.of(failure)));
    }

    private Behavior<Object> onInspected(Fact.Inspected found) {
        Blame blame = null;
        if (awaitsWords == null && hasWordsOnTheWay(found)) {
            awaitsWords = found;
            timers.startSingleTimer(found, plan.lastWordsTime());
            return this;
        }
        if (exchange != null) {
            exchange.recovered(Recovery.recover(found.kept(), exchange.inFlight()));
            blame = Farewell.blame(doom, found.running(), exchange.inFlight());
        }
        WorkerExit exit =
                Farewell.exit(doom, exchange != null, found.evidence(), pid(), threadDump, found.startFailure());
        Farewell.log(plan.poolName(), worker, exit, doom);
        return gone(exit, blame);
    }

    private boolean hasWordsOnTheWay(Fact.Inspected found) {
        return exchange != null && Recovery.hasGap(found.kept(), exchange.inFlight());
    }

    private void onOutcomes(FromWorker.Outcomes outcomes) {
        atWork(it -> it.outcomes(outcomes));
        if (awaitsWords != null && !hasWordsOnTheWay(awaitsWords)) {
            timers.cancelAll();
            getContext().getSelf().tell(awaitsWords);
        }
    }

    private Behavior<Object> gone(WorkerExit exit, @Nullable Blame blame) {
        buried = true;
        endTurn();
        if (agent != null) {
            Peers.forget(getContext().getSystem(), agent);
        }
        if (launched != null) {
            plan.blocking().execute(launched.file()::free); // only now: nobody looks at the page any more
        }
        supervisor.tell(new WorkerEvent.Gone(worker, exit, blame));
        return Behaviors.stopped();
    }

    /** The actor system ends first: then nobody is left to hear of the child. */
    private Behavior<Object> onPostStop() {
        if (!buried) {
            endTurn();
            var unused = launch.thenAcceptAsync(Launcher.Launched::abandon, plan.blocking());
        }
        return this;
    }

    private long pid() {
        return launched == null ? 0 : launched.child().pid();
    }
}
