package dev.taskpool.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of worker a pool wants; equal specs make interchangeable workers.
 *
 * @param jvmOptions further options for the worker's JVM
 * @param classpath its class path, empty for the parent's own
 * @param workingDirectory where it runs, or {@code null} for the parent's own
 * @param environment variables in addition to the inherited ones
 * @param maxHeapBytes its maximum heap, 0 for a share of the machine
 * @param maxRssBytes beyond which resident size it is replaced between two tasks, 0 for no limit
 * @param maxGrowthBytes by how much it may grow at work before it is replaced likewise, 0 for no limit
 * @param heapDumpDirectory where it leaves its heap when it runs out of memory, or {@code null} not to
 * @param startTimeout how long it may take to get ready
 * @param heartbeatTimeout how long it may be silent before it counts as lost
 * @param interruptGrace how long an interrupted task may take to end before its worker is stopped, zero not to interrupt
 * @param dumpGrace how long a worker that is stopped for a task may take to tell what its threads are doing, zero not to
 *     ask
 * @param termGrace how long a worker may take to end by itself before it is killed, zero to kill it at once
 * @param maxPayloadBytes the largest function, item or result
 * @param allow patterns of classes that may be read
 * @param deny patterns of classes that may not be read, in addition to the built-in ones
 */
public record WorkerSpec(
        List<String> jvmOptions,
        List<String> classpath,
        @Nullable Path workingDirectory,
        Map<String, String> environment,
        long maxHeapBytes,
        long maxRssBytes,
        long maxGrowthBytes,
        @Nullable Path heapDumpDirectory,
        Duration startTimeout,
        Duration heartbeatTimeout,
        Duration interruptGrace,
        Duration dumpGrace,
        Duration termGrace,
        long maxPayloadBytes,
        List<String> allow,
        List<String> deny) {
    /** Copies the collections. */
    public WorkerSpec {
        jvmOptions = List.copyOf(jvmOptions);
        classpath = List.copyOf(classpath);
        environment = Map.copyOf(environment);
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
