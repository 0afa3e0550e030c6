package dev.taskpool.internal.supervise;

import dev.taskpool.internal.config.PoolSettings;
import dev.taskpool.internal.local.ThreadBackend;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.Uninterrupted;
import dev.taskpool.spi.WorkerBackend;
import dev.taskpool.spi.WorkerSite;
import java.util.ServiceLoader;

/** Starts pools: finds the backend, opens its site, and puts a face before the core. */
final class PoolStart {
    private PoolStart() {}

    /** Starts a pool. An interrupted thread could not wait for its actor system: the flag is put back afterwards. */
    static PoolFace start(PoolPlan plan) {
        return Uninterrupted.run(() -> startNow(plan));
    }

    private static PoolFace startNow(PoolPlan plan) {
        checkNesting(plan.settings());
        WorkerBackend backend = backend(plan.settings().backend());
        WorkerSite site = backend.open(environment(plan));
        PoolCore core;
        try {
            core = new PoolCore(plan, site);
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
        var lease = new Object();
        OpenPools.add(core, lease);
        return new PoolFace(core, plan.defaults(), lease);
    }

    private static void checkNesting(PoolSettings settings) {
        int depth = CurrentTask.nestingDepth() + 1;
        if (depth > settings.maxNesting()) {
            throw new IllegalStateException("pool " + settings.name() + " would be number " + depth
                    + " of pools made inside tasks of each other (expected: at most taskpool.nesting.max-depth = "
                    + settings.maxNesting() + ")");
        }
    }

    private static WorkerBackend backend(String name) {
        if (name.equals(PoolSettings.THREADS)) {
            return new ThreadBackend();
        }
        for (WorkerBackend backend : ServiceLoader.load(WorkerBackend.class, WorkerBackend.class.getClassLoader())) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        throw new IllegalStateException("no backend '" + name + "' is on the class path: add the dependency "
                + "dev.taskpool:pool-remote, or ask for threads with TaskPool.threads(n) or builder().inProcess()");
    }

    private static PoolEnvironment environment(PoolPlan plan) {
        PoolSettings settings = plan.settings();
        return new PoolEnvironment(
                settings.name(),
                settings.workers() + settings.spares(),
                settings.workerSpec(),
                plan.initializer(),
                plan.listener() != null,
                CurrentTask.nestingDepth(),
                plan.config());
    }
}
