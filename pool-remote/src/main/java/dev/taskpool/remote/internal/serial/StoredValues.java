package dev.taskpool.remote.internal.serial;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.WrittenValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in files of their own, which other processes of this user read. Thread-safe; runs user code. */
public final class StoredValues {
    /** Two numbers before the content: that of the graph's bytes, and that of all. */
    private static final int HEADER_BYTES = 2 * Long.BYTES;

    private static final ClassLoader LOADER = ClassLoader.getSystemClassLoader();
    private static volatile @Nullable Graphs ofThisProcess;

    private StoredValues() {}

    /** From now on only what these admit is written and read in this process: it works for a pool. */
    static void restrictTo(Graphs graphs) {
        ofThisProcess = graphs;
    }

    private static Graphs graphs() {
        Graphs known = ofThisProcess;
        return known != null ? known : Unrestricted.graphs();
    }

    /** Of a process that no pool restricts; made when they are needed. */
    private static final class Unrestricted {
        private static final ClassPolicy ANY = new ClassPolicy(List.of("**"), List.of());

        /** As the thread finds classes that asks. */
        static Graphs graphs() {
            ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
            return new Graphs(ANY, ofThread != null ? ofThread : LOADER);
        }
    }

    /**
     * Makes a value ready to be written.
     *
     * @param value any object
     * @return what will be in its file
     * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_ITEM}
     */
    public static WrittenValue write(@Nullable Object value) {
        var out = new PayloadOutput(RowBuffer.MAX_ARRAY_BYTES - HEADER_BYTES, true);
        try {
            graphs().write(out, value);
            if (out.refusal() != null) {
                throw new GraphException("", "", out.refusal(), null);
            }
        } catch (GraphException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofWriting(Phase.ENCODE_ITEM, e, out.refusal());
        }
        List<Part> content = new ArrayList<>();
        content.add(Part.of(out.getBuffer(), out.position()));
        content.addAll(out.parts());
        long bytes = HEADER_BYTES + Part.bytesOf(content);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .order(Part.ORDER)
                .putLong(out.position())
                .putLong(bytes)
                .array();
        content.add(0, Part.of(header, HEADER_BYTES));
        return new Ready(bytes, content);
    }

    private record Ready(long bytes, List<Part> parts) implements WrittenValue {
        @Override
        public void writeTo(Path file) throws IOException {
            SpoolFiles.create(file, parts);
        }
    }

    /**
     * Reads a value.
     *
     * @param file where it was written to
     * @return a new copy
     * @throws TaskSerializationException if it cannot be read, phase {@code DECODE_ITEM}
     */
    public static @Nullable Object read(Path file) {
        try (var in = new SpoolFiles.Streamed(file, Files.size(file))) {
            ByteBuffer header = ByteBuffer.wrap((byte[]) in.next(byte[].class, HEADER_BYTES))
                    .order(Part.ORDER);
            long graphBytes = header.getLong();
            if (header.getLong() != Files.size(file)) {
                throw new IOException(file + ": not whole");
            }
            return PayloadReader.readParts(graphs(), graphBytes, in);
        } catch (GraphException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofReading(Phase.DECODE_ITEM, e);
        }
    }
}
