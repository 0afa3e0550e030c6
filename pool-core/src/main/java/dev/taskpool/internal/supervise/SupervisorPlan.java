package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolStats;
import dev.taskpool.internal.schedule.ScheduleSettings;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.WorkerSite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a supervisor is given.
 *
 * @param name the pool's name
 * @param schedule what the schedule goes by
 * @param site where the workers come from
 * @param threads for what must not run on an actor's thread
 * @param admission what items leave that end before they belong to a call
 * @param watch tells the pool's listener
 * @param whenBroken is told that workers cannot be started
 * @param whenDeaf is told, before the end, that what is said from now on may no longer be heard
 * @param ended completed with the last statistics when the pool has ended
 */
record SupervisorPlan(
        String name,
        ScheduleSettings schedule,
        WorkerSite site,
        Executor threads,
        Admission admission,
        Watch watch,
        Consumer<PoolBrokenException> whenBroken,
        Runnable whenDeaf,
        CompletableFuture<PoolStats> ended) {
    Codec codec() {
        return site.codec();
    }
}
