package dev.taskpool.spi;

import com.typesafe.config.Config;
import dev.taskpool.TaskAction;
import org.jspecify.annotations.Nullable;

/**
 * What a backend is told about the pool it works for.
 *
 * @param poolName the pool's name
 * @param workers how many workers the pool keeps, its spares included
 * @param spec the kind of worker
 * @param initializer what each worker does before its first task, or {@code null}
 * @param reportStarts whether {@link WorkerEvent.Began} is wanted
 * @param nestingDepth how many pools this one stands in, 0 for a pool of the program itself
 * @param config the whole configuration, for settings of the backend's own
 */
public record PoolEnvironment(
        String poolName,
        int workers,
        WorkerSpec spec,
        @Nullable TaskAction initializer,
        boolean reportStarts,
        int nestingDepth,
        Config config) {}
