package dev.taskpool.remote.internal.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processes that a worker has started, and those that they have, as long as they live. Once the worker is gone,
 * nothing but a mark in their environment tells whose they were: they inherit it, unless they are started with another
 * environment on purpose. Found on Linux only.
 */
public final class Offspring {
    /** Holds the marks of the worker and of all above it, so that an outer pool finds what an inner one left. */
    private static final String VARIABLE = "TASKPOOL_WORKER";

    private static final Path PROCESSES = Path.of("/proc");

    /** They may start others while they are looked for. */
    private static final int MOST_ROUNDS = 10;

    private final Supplier<Stream<ProcessHandle>> candidates;
    private final String mark;

    private Offspring(Supplier<Stream<ProcessHandle>> candidates, String mark) {
        this.candidates = candidates;
        this.mark = mark;
    }

    /**
     * What a worker is going to start, and all that comes of it.
     *
     * @param environment the worker's, which gets a mark
     * @return none so far
     */
    public static Offspring of(Map<String, String> environment) {
        String mark = UUID.randomUUID().toString();
        environment.merge(VARIABLE, mark, (outer, own) -> outer + " " + own);
        return new Offspring(ProcessHandle::allProcesses, mark);
    }

    /**
     * What this process has started, if it is a worker. Workers of its own pools, whose marks are longer, are left out
     * with all that is theirs: they see to it themselves.
     *
     * @return as it is whenever it is looked for
     */
    public static Offspring ofThisProcess() {
        String marks = System.getenv(VARIABLE);
        return new Offspring(
                () -> marks == null ? Stream.empty() : ProcessHandle.current().descendants(),
                VARIABLE + "=" + marks + "\0");
    }

    /**
     * Kills it. Blocks for some milliseconds.
     *
     * @return whether there was any
     */
    public boolean kill() {
        List<ProcessHandle> found = find();
        boolean any = !found.isEmpty();
        for (int round = 0; !found.isEmpty() && round < MOST_ROUNDS; round++) {
            found.forEach(ProcessHandle::destroyForcibly);
            found = find();
        }
        return any;
    }

    private List<ProcessHandle> find() {
        try (Stream<ProcessHandle> processes = candidates.get()) {
            return processes.filter(this::isMarked).toList();
        }
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            Path file = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // someone else's, or gone, or not Linux
        }
    }
}
