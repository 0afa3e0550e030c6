package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads payloads out of a row. Thread-safe. */
final class PayloadReader {
    private final PayloadPlan plan;

    PayloadReader(PayloadPlan plan) {
        this.plan = plan;
    }

    /** What is made of a payload. */
    interface Content<T> {
        T readFrom(Input in) throws GraphException;
    }

    /**
     * Reads an object; its file, if it has one, stays.
     *
     * @throws TaskSerializationException if it cannot be read, or the row is malformed
     */
    @Nullable
    Object read(Items items, int index, Phase phase) {
        Items.Encoded row = encoded(items);
        try {
            byte tag = tag(row, index);
            if (PlainValues.isTag(tag)) {
                return PlainValues.read(row.data(), row.start(index), row.start(index + 1));
            }
            return switch (tag) {
                case PayloadTag.BYTES -> bytes(row, index);
                case PayloadTag.SPOOLED_BYTES -> spooledBytes(spooled(row, index));
                case PayloadTag.SPOOLED_GRAPH -> spooledObject(spooled(row, index));
                case PayloadTag.GRAPH_AND_PARTS -> objectAndParts(row, index);
                default -> object(input(row, index));
            };
        } catch (GraphException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofReading(phase, e);
        }
    }

    /** Reads something else than an object, in the same way. */
    <T> T readContent(Items items, int index, Phase phase, Content<T> content) {
        Items.Encoded row = encoded(items);
        try (Input in = guarded(input(row, index))) {
            T value = content.readFrom(in);
            requireEnd(in);
            return value;
        } catch (GraphException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofReading(phase, e);
        }
    }

    /** Deletes the files of a row. What is malformed has none. */
    void discard(Items items) {
        if (!(items instanceof Items.Encoded row)) {
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            discard(row, i);
        }
    }

    /** Deletes the file of an item, if it has one. */
    void discard(Items.Encoded row, int index) {
        SpooledPayload file = fileOf(row, index);
        if (file != null) {
            plan.spool().free(file);
        }
    }

    /** The file of an item; null if it has none. */
    static @Nullable SpooledPayload fileOf(Items.Encoded row, int index) {
        boolean isWhole =
                row.length(index) == 1 + SpooledPayload.ENCODED_BYTES && row.start(index + 1) <= row.data().length;
        return isWhole && PayloadTag.isSpooled(row.data()[row.start(index)])
                ? SpooledPayload.decode(row.data(), row.start(index) + 1)
                : null;
    }

    /** What the file of an item holds, 0 if it has none. */
    static long spooledBytes(Items.Encoded row, int index) {
        SpooledPayload file = fileOf(row, index);
        return file == null ? 0 : file.bytes();
    }

    static Items.Encoded encoded(Items items) {
        if (items instanceof Items.Encoded row) {
            return row;
        }
        throw new IllegalArgumentException("items: " + items + " (expected: encoded)");
    }

    private @Nullable Object object(Input in) throws GraphException {
        Object value = plan.graphs().read(in);
        requireEnd(in);
        return value;
    }

    private Input input(Items.Encoded row, int index) throws GraphException, IOException {
        byte tag = tag(row, index);
        if (tag == PayloadTag.GRAPH || tag == PayloadTag.CONSTANT) {
            return new Input(row.data(), row.start(index) + 1, row.length(index) - 1);
        }
        if (tag != PayloadTag.SPOOLED_GRAPH) {
            throw malformed("it begins with tag " + tag);
        }
        return new Input(spooledBytes(spooled(row, index)));
    }

    private byte[] spooledBytes(SpooledPayload payload) throws IOException {
        try (Spool.Opened file = plan.spool().open(payload)) {
            Object bytes = file.input().next(byte[].class, (int) payload.bytes());
            file.requireThere();
            return (byte[]) bytes;
        }
    }

    private @Nullable Object spooledObject(SpooledPayload payload) throws GraphException, IOException {
        try (Spool.Opened file = plan.spool().open(payload)) {
            Object value = readParts(plan.graphs(), payload.graphBytes(), file.input(), file::requireThere);
            file.requireThere();
            return value;
        }
    }

    private @Nullable Object objectAndParts(Items.Encoded row, int index) throws GraphException, IOException {
        ByteBuffer content = ByteBuffer.wrap(row.data(), row.start(index) + 1, row.length(index) - 1)
                .order(Part.ORDER);
        int graphBytes = content.remaining() < Integer.BYTES ? -1 : content.getInt();
        return readParts(plan.graphs(), graphBytes, new PartInput.Mapped(content));
    }

    /** Reads an object graph of so many bytes, and its large arrays behind it. */
    static @Nullable Object readParts(Graphs graphs, long graphBytes, PartInput in) throws GraphException, IOException {
        return readParts(graphs, graphBytes, in, () -> {});
    }

    private static @Nullable Object readParts(Graphs graphs, long graphBytes, PartInput in, Check beforeUse)
            throws GraphException, IOException {
        if (graphBytes < 0 || graphBytes > in.left()) {
            throw malformed("its graph has " + graphBytes + " bytes of " + in.left());
        }
        byte[] graph = (byte[]) in.next(byte[].class, (int) graphBytes);
        beforeUse.pass();
        var input = new PayloadInput(graph, in);
        Object value = graphs.read(input);
        requireEnd(input);
        if (in.left() > 0) {
            throw malformed(in.left() + " bytes are left over");
        }
        return value;
    }

    /** Whether what was read may be used. */
    private interface Check {
        void pass() throws IOException;
    }

    private static Input guarded(Input in) {
        var guarded = new GuardedInput();
        guarded.setBuffer(in.getBuffer(), in.position(), in.limit() - in.position());
        return guarded;
    }

    private static void requireEnd(Input in) throws GraphException {
        if (in.position() != in.limit()) {
            throw malformed((in.limit() - in.position()) + " bytes are left over");
        }
    }

    private static byte tag(Items.Encoded row, int index) throws GraphException {
        if (row.length(index) < 1 || row.start(index + 1) > row.data().length) {
            throw malformed("it is cut off");
        }
        return row.data()[row.start(index)];
    }

    private static byte[] bytes(Items.Encoded row, int index) {
        byte[] bytes = new byte[row.length(index) - 1];
        System.arraycopy(row.data(), row.start(index) + 1, bytes, 0, bytes.length);
        return bytes;
    }

    private SpooledPayload spooled(Items.Encoded row, int index) throws GraphException {
        if (row.length(index) != 1 + SpooledPayload.ENCODED_BYTES) {
            throw malformed("its name of a file has " + (row.length(index) - 1) + " bytes");
        }
        SpooledPayload payload = SpooledPayload.decode(row.data(), row.start(index) + 1);
        if (payload.bytes() < 0) {
            throw malformed("its file has " + payload.bytes() + " bytes");
        }
        if (payload.bytes() > plan.maxPayloadBytes()) {
            throw new GraphException("", "", PayloadFaults.tooLarge(plan.maxPayloadBytes()), null);
        }
        if (payload.bytes() > RowBuffer.MAX_ARRAY_BYTES) {
            throw new GraphException("", "", "larger than 2 GB", null);
        }
        return payload;
    }

    static GraphException malformed(String why) {
        return new GraphException("", "", "malformed: " + why, null);
    }
}
