package dev.taskpool.internal.supervise;

import com.typesafe.config.Config;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskOptions;
import dev.taskpool.internal.config.PoolSettings;
import org.jspecify.annotations.Nullable;

/**
 * All that a pool is made of.
 *
 * @param settings what its configuration and its builder say
 * @param config the whole configuration, resolved and with all defaults; its block {@code taskpool} holds what counts
 *     for this pool, the pool's own block and the builder's values included
 * @param initializer what each worker does before its first task, or {@code null}
 * @param defaults options of calls that bring none
 * @param listener who is told what happens, or {@code null}
 * @param shared whether it is the program's shared pool, which nobody closes
 */
record PoolPlan(
        PoolSettings settings,
        Config config,
        @Nullable TaskAction initializer,
        TaskOptions defaults,
        @Nullable PoolListener listener,
        boolean shared) {}
