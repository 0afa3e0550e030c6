package dev.taskpool.remote.faults;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * The order to do a harm once, whoever meets it first. It lies in a file, so that any process can; who takes it leaves
 * his pid.
 *
 * @param file where
 */
record Order(String file) implements Serializable {
    /**
     * Gives an order.
     *
     * @param file where, in a folder of the test's own
     * @param fault what to do
     */
    static Order give(Path file, Fault fault) throws IOException {
        var order = new Order(file.toString());
        Files.deleteIfExists(order.taken());
        Files.deleteIfExists(order.done());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, fault.name());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return order;
    }

    private Path taken() {
        return Path.of(file + ".taken");
    }

    private Path done() {
        return Path.of(file + ".done");
    }

    /** Does the harm, unless there is no order or someone else has taken it. */
    void obey() throws Exception {
        Fault fault = take();
        if (fault == null) {
            return;
        }
        try {
            fault.inflict();
        } finally {
            Files.createDirectory(done()); // which needs no descriptor
        }
    }

    /** What to do. */
    private Fault take() throws IOException {
        Path mine = Path.of(file + "." + ProcessHandle.current().pid());
        try {
            Files.move(Path.of(file), mine, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return null;
        }
        Fault fault = Fault.valueOf(Files.readString(mine));
        Files.writeString(mine, Long.toString(ProcessHandle.current().pid()), StandardCharsets.UTF_8);
        Files.move(mine, taken(), StandardCopyOption.ATOMIC_MOVE);
        return fault;
    }

    boolean isTaken() {
        return Files.exists(taken());
    }

    /** Whether the harm is done, and who did it goes on. */
    boolean isDone() {
        return Files.exists(done());
    }

    /** Who took it. */
    long takersPid() {
        try {
            return Long.parseLong(Files.readString(taken()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it was taken. */
    Instant takenAt() {
        try {
            return Files.getLastModifiedTime(taken()).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
