package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of files through which payloads too large for a message travel. Thread-safe, blocking.
 *
 * <p>Workers write results and read what the caller wrote; the caller alone says when a file has been read by all who
 * need it. Most files are then written again by whom they came from.
 */
final class Spool {
    /** Who the caller is among those who write. */
    static final int CALLER = 0;

    /** What may lie unused, in memory that the whole machine shares and that a container may have little of. */
    private static final long MOST_UNUSED_BYTES = 256L << 20;

    private static final int UNUSED_SHARE = 16;

    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    private final Path directory;
    private final int writer;
    private final OwnFiles own;
    private final KeptMappings mappings = new KeptMappings();
    private final ReturnedFiles returned;

    /**
     * A process's own view of a directory.
     *
     * @param directory exists, and nobody else may look into it
     * @param writer who this process is: a worker's id, or {@link #CALLER}
     */
    Spool(Path directory, int writer) {
        this.directory = directory;
        this.writer = writer;
        this.own = new OwnFiles(directory, writer);
        this.returned = new ReturnedFiles(Math.min(MOST_UNUSED_BYTES, totalBytes() / UNUSED_SHARE), this::marks);
    }

    /**
     * Writes a payload into a file that only this user can read; if that fails, none is left. A worker's is found by
     * nobody until it is {@link #publish published}.
     */
    SpooledPayload write(List<Part> parts, long graphBytes) throws IOException {
        SpooledPayload payload = own.write(parts, graphBytes);
        if (writer == CALLER) {
            own.publish(payload);
        }
        return payload;
    }

    /** Lets the caller find what was written. */
    void publish(SpooledPayload payload) throws IOException {
        own.publish(payload);
    }

    /** A payload that is being read. For one thread. */
    final class Opened implements AutoCloseable {
        private final Path path;
        private final PartInput input;

        private Opened(SpooledPayload payload) throws IOException {
            path = directory.resolve(payload.published());
            long size = Files.size(path);
            if (size < payload.bytes()) {
                throw new IOException(path + ": " + size + " bytes (expected: " + payload.bytes() + ")");
            }
            if (payload.again()) {
                var content = mappings.get(payload, path);
                if (content.capacity() < payload.bytes()) {
                    throw new IOException(path + ": has changed its size");
                }
                input = new PartInput.Mapped(content.limit((int) payload.bytes()));
            } else {
                input = new SpoolFiles.Streamed(path, payload.bytes());
            }
        }

        PartInput input() {
            return input;
        }

        /** Throws if the file was taken back meanwhile, and what was read may be of another payload. */
        void requireThere() throws IOException {
            if (!Files.exists(path)) {
                throw new IOException(path + ": was given up while it was read");
            }
        }

        @Override
        public void close() throws IOException {
            if (input instanceof SpoolFiles.Streamed streamed) {
                streamed.close();
            }
        }
    }

    /** Begins to read a file, which stays. */
    Opened open(SpooledPayload payload) throws IOException {
        return new Opened(payload);
    }

    /** Whether the file has not been freed yet. */
    boolean holds(SpooledPayload payload) {
        return Files.exists(directory.resolve(payload.published()));
    }

    private Set<String> marks() {
        Set<String> marks = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> marks.add(SpooledPayload.markOf(String.valueOf(file.getFileName()))));
        } catch (IOException | RuntimeException e) {
            log.debug("directory cannot be read directory={}", directory, e);
        }
        return marks;
    }

    /** How much room there is for files, taken or not; 0 if that cannot be told. */
    long totalBytes() {
        try {
            return Files.getFileStore(directory).getTotalSpace();
        } catch (IOException e) {
            log.debug("room not known directory={}", directory, e);
            return 0;
        }
    }

    /** Everyone who needs it has read it: the writer may have the file back. Nothing happens if it is gone. */
    void free(SpooledPayload payload) {
        Path path = directory.resolve(payload.published());
        if (!Files.exists(path)) {
            return;
        }
        try {
            if (returned.admit(payload, Files.size(path))) {
                SpoolFiles.rename(path, directory.resolve(payload.returned()));
                return;
            }
        } catch (IOException e) {
            log.debug("file cannot be given back file={}", path, e);
        }
        delete(payload);
    }

    /** Deletes the file; nothing happens if it is gone. */
    void delete(SpooledPayload payload) {
        returned.forget(payload);
        mappings.forget(payload);
        SpoolFiles.remove(directory.resolve(payload.published()));
        if (payload.writer() == writer) {
            SpoolFiles.remove(directory.resolve(payload.own()));
        }
    }

    /**
     * Clears up after a worker that has ended. What it told of and nobody has read stays until it is read.
     *
     * @param worker its id
     * @param told the last that it told of, though it may have had no time to publish it
     */
    void clearAfter(int worker, List<SpooledPayload> told) {
        for (SpooledPayload payload : told) {
            try {
                SpoolFiles.rename(directory.resolve(payload.own()), directory.resolve(payload.published()));
            } catch (IOException e) {
                log.debug("last payload of a worker cannot be found file={}", payload.own(), e);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory,
                file -> SpooledPayload.isLeftBy(worker, file.getFileName().toString()))) {
            files.forEach(SpoolFiles::remove);
        } catch (IOException | RuntimeException e) {
            log.debug("files of a worker stay until its pool is closed worker={}", worker, e);
        }
        mappings.forgetAll(worker);
        returned.forgetAll(worker);
    }
}
