package dev.taskpool.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.spi.WorkerSpec;
import java.util.OptionalInt;

/**
 * What one pool is to be: its configuration, checked and typed.
 *
 * @param name its name, never empty
 * @param backend {@link #PROCESSES} or {@link #THREADS}
 * @param workers how many workers, 1 or more
 * @param spares how many ready workers stand by beyond them, 0 or more
 * @param chunking how calls without a chunk size are cut
 * @param recycle when workers are replaced by fresh ones
 * @param queue how much is accepted ahead of what is finished
 * @param imapLookahead how many items are read ahead of the consumer; empty for four chunks per worker
 * @param maxUnacknowledged how often an item may be handed to a worker that dies before it says it got it, 1 or more
 * @param quarantineAfter how many workers an item may take along before it is not run again; empty for any number
 * @param maxNesting how deep pools may stand in each other, 1 or more
 * @param maxStartFailures how many starts in a row may fail before the pool is broken, 1 or more
 * @param maxReplacementsPerMinute how many workers that died may be replaced within a minute; 0 for no limit
 * @param workerSpec the kind of worker; all further keys are in it
 */
public record PoolSettings(
        String name,
        String backend,
        int workers,
        int spares,
        Chunking chunking,
        RecycleSettings recycle,
        QueueSettings queue,
        OptionalInt imapLookahead,
        int maxUnacknowledged,
        OptionalInt quarantineAfter,
        int maxNesting,
        int maxStartFailures,
        int maxReplacementsPerMinute,
        WorkerSpec workerSpec) {
    /** The backend of child JVMs. */
    public static final String PROCESSES = "processes";

    /** The backend of threads in this JVM. */
    public static final String THREADS = "threads";

    private static final int REPLACEMENTS_PER_WORKER = 60;

    static final String WORKING_DIRECTORY = "worker.working-directory";
    static final String HEAP_DUMP_DIRECTORY = "worker.heap-dump-directory";

    /** How calls without a chunk size are cut. */
    public enum Chunking {
        /** Chunks follow the measured time of the items. */
        ADAPTIVE,
        /** All chunks of a call have one size. */
        FIXED
    }

    /**
     * Reads what counts for the pool that the configuration names.
     *
     * @param wholeConfig any configuration, with or without the defaults, of which the block {@code taskpool} counts
     * @return the settings
     * @throws dev.taskpool.PoolConfigException if it has unknown keys or bad values, all of them listed
     * @throws com.typesafe.config.ConfigException if its substitutions cannot be resolved
     */
    public static PoolSettings from(Config wholeConfig) {
        return PoolConfig.resolve(wholeConfig, ConfigFactory.empty()).settings();
    }

    /** Reads everything; the name is empty if one is to be made up. */
    static PoolSettings read(BlockReader block) {
        String backend = block.choice("backend", PROCESSES, THREADS);
        int workers = block.countOr("auto", "workers").orElseGet(Runtime.getRuntime()::availableProcessors);
        return new PoolSettings(
                block.text("name", PoolName.RULE, text -> text.isEmpty() || PoolName.isValid(text)),
                backend,
                workers,
                block.count("worker.spares", 0),
                block.choice("chunking", "adaptive", "fixed").equals("fixed") ? Chunking.FIXED : Chunking.ADAPTIVE,
                RecycleSettings.read(block),
                QueueSettings.read(block),
                block.countOr("auto", "imap.lookahead"),
                block.count("retry.max-unacknowledged", 1),
                block.countOr("unlimited", "retry.quarantine-after"),
                block.count("nesting.max-depth", 1),
                block.count("start.max-failures", 1),
                block.countOr("auto", "start.max-replacements-per-minute")
                        .orElse(backend.equals(THREADS) ? 0 : REPLACEMENTS_PER_WORKER * workers),
                workerSpec(block));
    }

    private static WorkerSpec workerSpec(BlockReader block) {
        return new WorkerSpec(
                block.texts("worker.jvm-options"),
                block.texts("worker.classpath"),
                block.path(WORKING_DIRECTORY),
                block.variables("worker.environment"),
                block.bytesOr("auto", "worker.max-heap", MemorySize.MIN_HEAP_BYTES),
                block.bytesOr("unlimited", "worker.max-rss", 1L << 20),
                block.bytesOr("unlimited", "recycle.max-growth", 1L << 20),
                block.path(HEAP_DUMP_DIRECTORY),
                block.duration("start.timeout"),
                block.duration("worker.heartbeat.timeout"),
                block.durationOr("off", "kill.interrupt-grace"),
                block.durationOr("off", "kill.dump-grace"),
                block.durationOr("off", "kill.term-grace"),
                block.bytes("max-payload"),
                block.texts("serialization.allow"),
                block.texts("serialization.deny"));
    }

    PoolSettings named(String newName) {
        return new PoolSettings(
                newName,
                backend,
                workers,
                spares,
                chunking,
                recycle,
                queue,
                imapLookahead,
                maxUnacknowledged,
                quarantineAfter,
                maxNesting,
                maxStartFailures,
                maxReplacementsPerMinute,
                workerSpec);
    }
}
