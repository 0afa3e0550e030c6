package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.Uninterrupted;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with the files of a spool. Blocks.
 *
 * <p>Contents are written as a stream, never to mapped pages that are not there yet: if there is no room for one, the
 * process is killed. Plain streams, because a channel would be closed, and the payload lost, by the interrupt that is
 * meant for the task.
 */
final class SpoolFiles {
    /** Larger pieces gain nothing, and each takes native memory of its size for the time it is read or written. */
    private static final int PIECE_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(SpoolFiles.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SpoolFiles() {}

    /** Makes a file that only this user can read; if it cannot be written, none is left. */
    static void create(Path path, List<Part> parts) throws IOException {
        Files.createFile(path, OWNER_ONLY);
        try (var out = new RandomAccessFile(path.toFile(), "rw")) {
            long position = 0;
            for (Part part : parts) {
                position = Part.aligned(position);
                out.seek(position);
                write(out, part);
                position += part.bytes();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            remove(path);
            throw e;
        }
    }

    private static void write(RandomAccessFile out, Part part) throws IOException {
        int step = PIECE_BYTES / part.elementBytes();
        ByteBuffer piece = part.source() instanceof byte[] ? ByteBuffer.allocate(0) : ByteBuffer.allocate(PIECE_BYTES);
        piece.order(Part.ORDER);
        for (int done = 0; done < part.length(); done += step) {
            int count = Math.min(step, part.length() - done);
            if (part.source() instanceof byte[] bytes) {
                out.write(bytes, part.from() + done, count);
            } else {
                part.putTo(piece.clear(), done, count);
                out.write(piece.array(), 0, piece.position());
            }
        }
    }

    /** Opens a file to read it as a stream, piece by piece. */
    static final class Streamed extends PartInput implements AutoCloseable {
        private final RandomAccessFile in;

        Streamed(Path path, long end) throws IOException {
            super(end);
            in = new RandomAccessFile(path.toFile(), "r");
        }

        @Override
        void read(long from, Object array, int length) throws IOException {
            in.seek(from);
            int elementBytes = PrimitiveArrays.elementBytes(array.getClass());
            int step = PIECE_BYTES / elementBytes;
            ByteBuffer piece = array instanceof byte[] ? ByteBuffer.allocate(0) : ByteBuffer.allocate(PIECE_BYTES);
            piece.order(Part.ORDER);
            for (int done = 0; done < length; done += step) {
                int count = Math.min(step, length - done);
                if (array instanceof byte[] bytes) {
                    in.readFully(bytes, done, count);
                } else {
                    in.readFully(piece.array(), 0, count * elementBytes);
                    PrimitiveArrays.get(piece.clear(), array, done, count);
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Maps a whole file, whether the thread is interrupted or not. */
    static ByteBuffer map(Path path, FileChannel.MapMode mode) throws IOException {
        Set<StandardOpenOption> options = mode == FileChannel.MapMode.READ_ONLY
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return Uninterrupted.run(() -> {
                        try (FileChannel channel = FileChannel.open(path, options)) {
                            return channel.map(mode, 0, channel.size()).order(Part.ORDER);
                        }
                    });
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives a file another name; false if there is none of the old name. */
    static boolean rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Deletes a file, if it is there, and frees its memory even where it is still mapped. */
    static void remove(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            Files.deleteIfExists(path);
            file.setLength(0);
        } catch (IOException e) {
            if (Files.exists(path)) {
                log.warn("spooled payload stays until its pool is closed file={} cause={}", path, e.toString());
            }
        }
    }
}
