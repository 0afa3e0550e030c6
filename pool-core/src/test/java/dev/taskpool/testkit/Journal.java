package dev.taskpool.testkit;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What tasks did, in order, as lines of a file that every process may append to.
 *
 * @param file where
 */
public record Journal(String file) implements Serializable {
    private static final AtomicInteger MADE = new AtomicInteger();

    /**
     * An empty journal.
     *
     * @param folder a test's temporary folder
     * @return a journal with a file of its own
     */
    public static Journal in(Path folder) {
        return new Journal(folder.resolve("journal-" + MADE.incrementAndGet()).toString());
    }

    /**
     * Appends a line.
     *
     * @param line short, so that it is written at once
     */
    public void note(Object line) {
        try {
            Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All lines so far.
     *
     * @return empty if nothing was noted
     */
    public List<String> lines() {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many lines say this.
     *
     * @param line the whole line
     * @return 0 or more
     */
    public long count(Object line) {
        return lines().stream().filter(line.toString()::equals).count();
    }
}
