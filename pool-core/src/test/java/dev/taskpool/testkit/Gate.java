package dev.taskpool.testkit;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A latch between a test and its tasks that works across processes: it is open once its file exists.
 *
 * @param file where
 */
public record Gate(String file) implements Serializable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(200);
    private static final long POLL_MILLIS = 5;

    /**
     * A closed gate.
     *
     * @param folder a test's temporary folder
     * @return a gate with a file of its own
     */
    public static Gate in(Path folder) {
        return new Gate(folder.resolve("gate-" + MADE.incrementAndGet()).toString());
    }

    /** Lets everybody pass, now and later. */
    public void open() {
        try {
            Files.createFile(Path.of(file));
        } catch (FileAlreadyExistsException e) {
            return; // open already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether it is open.
     *
     * @return true once {@link #open()} was called in any process
     */
    public boolean isOpen() {
        return Files.exists(Path.of(file));
    }

    /** Who has not looked before the test's folder was deleted must not wait for ever. */
    private boolean isGone() {
        return !Files.isDirectory(Path.of(file).resolveSibling("."));
    }

    /**
     * Waits until it is open, or its test is over.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if nobody opens it within the limit of a test
     */
    public void await() throws InterruptedException {
        long start = System.nanoTime();
        while (!isOpen() && !isGone()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException("nobody opened " + file);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
