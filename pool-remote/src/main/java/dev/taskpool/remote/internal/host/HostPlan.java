package dev.taskpool.remote.internal.host;

import dev.taskpool.spi.Codec;
import dev.taskpool.spi.WorkerSpec;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the workers of one pool have in common.
 *
 * @param poolName the pool's name
 * @param spec the kind of worker
 * @param codec reads what an initializer failed with
 * @param launcher starts processes
 * @param turns in which they start
 * @param blocking runs what may block; a thread for each task
 * @param nanoClock {@link System#nanoTime}, which parent and children share
 * @param lastWordsTime how long outcomes that a dead child has sent may still take to arrive; later ones count as not
 *     produced
 */
record HostPlan(
        String poolName,
        WorkerSpec spec,
        Codec codec,
        Launcher launcher,
        StartTurns turns,
        Executor blocking,
        LongSupplier nanoClock,
        Duration lastWordsTime) {}
