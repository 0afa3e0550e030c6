package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolStats;
import dev.taskpool.internal.config.PoolSettings;
import dev.taskpool.internal.config.RecycleSettings;
import dev.taskpool.internal.schedule.Recycling;
import dev.taskpool.internal.schedule.ScheduleSettings;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkerSite;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running pool without its face: the actor system with its supervisor, the threads beside it, and the way to the end.
 *
 * <p>Knows nothing of the {@link PoolFace}s that use it, so that a forgotten one can be noticed.
 */
final class PoolCore {
    private static final Logger log = LoggerFactory.getLogger(PoolCore.class);

    private final PoolSettings settings;
    private final boolean shared;
    private final WorkerSite site;
    private final PoolThreads threads;
    private final CallerPlace place;
    private final Admission admission;
    private final PoolSharing sharing;
    private final ActorSystem<Object> system;
    private final AtomicLong lastCallId = new AtomicLong();
    private final CompletableFuture<PoolStats> workersGone = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile boolean deaf;
    private volatile @Nullable PoolBrokenException broken;

    PoolCore(PoolPlan plan, WorkerSite site) {
        this.settings = plan.settings();
        this.shared = plan.shared();
        this.site = site;
        this.threads = new PoolThreads(settings.name());
        this.place = new CallerPlace(threads, site);
        this.sharing = new PoolSharing(settings.name());
        this.admission = new Admission(settings.name(), settings.queue(), place::isOwn);
        var supervisor = new SupervisorPlan(
                settings.name(),
                new ScheduleSettings(
                        settings.workers(),
                        settings.spares(),
                        recycling(settings),
                        settings.maxUnacknowledged(),
                        settings.maxStartFailures(),
                        settings.maxReplacementsPerMinute()),
                site,
                threads.results(),
                admission,
                new Watch(plan.listener(), threads.callbacks()),
                this::breakDown,
                () -> deaf = true,
                workersGone);
        this.system = ActorSystem.create(
                PoolSupervisor.create(supervisor), "taskpool", ActorSystemSetup.create(setups(site)));
        workersGone.whenComplete((stats, failure) -> {
            admission.end(() -> PoolSupervisor.refusal(name()));
            threads.closer(this::release);
        });
        log.info("pool started pool={} backend={} workers={}", name(), settings.backend(), settings.workers());
    }

    private static Recycling recycling(PoolSettings settings) {
        RecycleSettings recycle = settings.recycle();
        return new Recycling(
                recycle.maxTasks().orElse(0),
                TimeUnit.NANOSECONDS.convert(recycle.maxAge()),
                settings.workerSpec().maxRssBytes(),
                settings.workerSpec().maxGrowthBytes(),
                recycle.jitterPercent());
    }

    private static Setup[] setups(WorkerSite site) {
        LoggerFactory.getILoggerFactory(); // SLF4J warns when several threads are the first to use it at once
        BootstrapSetup bootstrap = BootstrapSetup.create(site.systemConfig())
                .withClassloader(Objects.requireNonNull(site.getClass().getClassLoader()));
        var setups = new ArrayList<Setup>(site.systemSetups());
        setups.add(bootstrap);
        return setups.toArray(Setup[]::new);
    }

    String name() {
        return settings.name();
    }

    /** Whether it belongs to the whole program, so that nobody may end it. */
    boolean isShared() {
        return shared;
    }

    /** Whether it takes calls. */
    boolean works() {
        return !closing && broken == null;
    }

    PoolSettings settings() {
        return settings;
    }

    Codec codec() {
        return site.codec();
    }

    PoolThreads threads() {
        return threads;
    }

    CallerPlace place() {
        return place;
    }

    PoolSharing sharing() {
        return sharing;
    }

    Admission admission() {
        return admission;
    }

    /** What items count for where their bytes are limited, otherwise 0. */
    long weight(Items items) {
        return admission.weighs() ? codec().weight(items) : 0;
    }

    private void breakDown(PoolBrokenException failure) {
        broken = failure;
        admission.end(() -> failure);
    }

    long nextCallId() {
        return lastCallId.incrementAndGet();
    }

    void tell(SupervisorRequest request) {
        system.tell(request);
    }

    /** Hands a call over, or refuses it: a supervisor that has ended does not hear it. */
    void submit(SupervisorRequest.Submit call) {
        tell(call);
        if (deaf) {
            throw PoolSupervisor.refusal(name());
        }
    }

    /** Throws unless calls are taken. */
    void checkOpen() {
        if (closing) {
            throw PoolSupervisor.refusal(name());
        }
        PoolBrokenException failure = broken;
        if (failure != null) {
            throw failure;
        }
    }

    /** Why what was read is not run: the pool was shut down, terminated, or is broken. */
    RuntimeException whyNotRun() {
        RuntimeException refusal = admission.refusal();
        return refusal != null ? refusal : new CancellationException("the call was cancelled");
    }

    boolean closing() {
        return closing;
    }

    void shutDown() {
        closing = true;
        admission.close(() -> PoolSupervisor.refusal(name()));
        tell(new SupervisorRequest.ShutDown());
    }

    void terminate() {
        closing = true;
        admission.end(() -> new CancellationException("pool " + name() + " was terminated"));
        tell(new SupervisorRequest.Terminate());
    }

    /** Completed when the workers are gone. */
    CompletableFuture<?> workersGone() {
        return workersGone;
    }

    /** Completed when the workers are gone and everything they used is freed. */
    CompletableFuture<Void> released() {
        return released;
    }

    /** Completed when the last callback has run, too. */
    CompletableFuture<Void> terminated() {
        return terminated;
    }

    PoolStats stats() {
        var answer = new CompletableFuture<PoolStats>();
        tell(new SupervisorRequest.Ask(answer));
        return (PoolStats) CompletableFuture.anyOf(answer, workersGone).join();
    }

    /** The supervisor has ended: ends everything else, in the order in which it was needed. */
    private void release() {
        try {
            threads.endResults();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
            site.close();
        } catch (RuntimeException e) {
            log.error("the pool's end failed pool={}", name(), e);
        } finally {
            released.complete(null);
            threads.endCallbacks();
            sharing.end();
            terminated.complete(null);
            log.info("pool ended pool={}", name());
        }
    }
}
