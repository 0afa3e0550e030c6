package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that a child has started, and those that they have, as long as they live. Once the child is gone,
 * nothing but a mark in their environment tells whose they were: they inherit it, unless they are started with another
 * environment on purpose. Found on Linux only.
 */
final class Offspring {
    /** Holds the marks of the child and of all workers above it, so that an outer pool finds what an inner one left. */
    static final String VARIABLE = "TASKPOOL_WORKER";

    private static final Logger log = LoggerFactory.getLogger(Offspring.class);
    private static final Path PROCESSES = Path.of("/proc");

    /** They may start others while they are looked for. */
    private static final int MOST_ROUNDS = 10;

    private final String mark = UUID.randomUUID().toString();

    /** Marks a child, before it is started. */
    void mark(Map<String, String> environment) {
        environment.merge(VARIABLE, mark, (outer, own) -> outer + " " + own);
    }

    /** Kills what has outlived the child. Blocks for some milliseconds. */
    void kill() {
        List<ProcessHandle> found = find();
        for (int round = 0; !found.isEmpty() && round < MOST_ROUNDS; round++) {
            log.debug("killing what a worker left processes={}", found);
            found.forEach(ProcessHandle::destroyForcibly);
            found = find();
        }
    }

    private List<ProcessHandle> find() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                addIfMarked(process, found);
            }
        } catch (IOException e) {
            log.debug("processes cannot be listed", e);
        }
        return found;
    }

    /** The handle first: it tells the process apart from a later one with the same id. */
    private void addIfMarked(Path process, List<ProcessHandle> found) {
        ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .filter(handle -> isMarked(process))
                .ifPresent(found::add);
    }

    private boolean isMarked(Path process) {
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // someone else's, or gone
        }
    }
}
