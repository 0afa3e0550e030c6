package dev.taskpool.remote.internal.serial;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of files through which payloads too large for a message travel. Thread-safe, blocking.
 *
 * <p>It uses plain streams because a channel would be closed, and the payload lost, by the interrupt that is meant for
 * the task.
 */
final class Spool {
    /** Larger pieces gain nothing, and each takes native memory of its size for the time it is read or written. */
    private static final int PIECE_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    /** The directory exists, and nobody else may look into it. */
    Spool(Path directory) {
        this.directory = directory;
    }

    /** Writes a new file that only this user can read; if that fails, none is left. */
    SpooledPayload write(byte[] data, int length) throws IOException {
        var payload = new SpooledPayload(random.nextLong(), random.nextLong(), length);
        Path path = path(payload);
        Files.createFile(path, OWNER_ONLY);
        try (var out = new FileOutputStream(path.toFile())) {
            for (int done = 0; done < length; done += PIECE_BYTES) {
                out.write(data, done, Math.min(PIECE_BYTES, length - done));
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            delete(payload);
            throw e;
        }
        return payload;
    }

    /** Reads a file; it stays. */
    byte[] read(SpooledPayload payload) throws IOException {
        Path path = path(payload);
        long bytes = Files.size(path);
        if (bytes != payload.bytes()) {
            throw new IOException(path + ": " + bytes + " bytes (expected: " + payload.bytes() + ")");
        }
        try (var in = new FileInputStream(path.toFile())) {
            byte[] data = new byte[Math.toIntExact(bytes)];
            for (int done = 0; done < data.length; ) {
                int read = in.read(data, done, Math.min(PIECE_BYTES, data.length - done));
                if (read < 0) {
                    throw new IOException(path + ": ends after " + done + " bytes (expected: " + bytes + ")");
                }
                done += read;
            }
            return data;
        }
    }

    /** Whether the file has not been freed yet. */
    boolean holds(SpooledPayload payload) {
        return Files.exists(path(payload));
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

    /** Frees the file; nothing happens if it is gone. */
    void delete(SpooledPayload payload) {
        Path path = path(payload);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warn("spooled payload stays until its pool is closed file={} cause={}", path, e.toString());
        }
    }

    private Path path(SpooledPayload payload) {
        return directory.resolve(payload.fileName());
    }
}
