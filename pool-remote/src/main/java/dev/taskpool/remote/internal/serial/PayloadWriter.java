package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one payload after the other to a row. Not thread-safe. */
final class PayloadWriter {
    private final PayloadPlan plan;
    private final PayloadOutput out;

    PayloadWriter(PayloadPlan plan) {
        this.plan = plan;
        this.out = new PayloadOutput(plan.maxPayloadBytes(), true);
    }

    /** What a payload consists of. */
    interface Content {
        void writeTo(Output out) throws GraphException;
    }

    /**
     * Appends an object.
     *
     * @throws TaskSerializationException if it cannot be written; then the row is unchanged
     */
    void write(RowBuffer row, @Nullable Object value, Phase phase) {
        try {
            if (PlainValues.append(row, value, plan.maxPayloadBytes())) {
                return;
            }
            if (value instanceof byte[] bytes) {
                writeBytes(row, bytes);
                return;
            }
            plan.graphs().write(out, value);
            finish(row);
        } catch (GraphException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw fault(e, phase);
        } finally {
            out.restart();
        }
    }

    /** Keeps alive, as long as a row is, what lies elsewhere and was written into it since the last time. */
    void keepAliveFor(Items.Encoded row) {
        if (out.hasShippedAlong()) {
            ShippedAlong.keep(out.takeShippedAlong(), row.data());
        }
    }

    /** Leaves it to whoever made it to keep alive what was written since the last time. */
    void letGo() {
        out.forgetShippedAlong();
    }

    /** Appends something else than an object, in the same way. */
    void writeContent(RowBuffer row, Content content, Phase phase) {
        try {
            content.writeTo(out);
            finish(row);
        } catch (GraphException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw fault(e, phase);
        } finally {
            out.restart();
        }
    }

    private void finish(RowBuffer row) throws GraphException, IOException {
        String refusal = out.refusal();
        if (refusal != null) {
            throw new GraphException("", "", refusal, null);
        }
        Part graph = Part.of(out.getBuffer(), out.position());
        if (out.parts().isEmpty()) {
            append(row, PayloadTag.GRAPH, PayloadTag.SPOOLED_GRAPH, graph, graph.length());
        } else {
            appendParts(row, graph);
        }
    }

    private void appendParts(RowBuffer row, Part graph) throws GraphException, IOException {
        List<Part> all = new ArrayList<>();
        all.add(graph);
        all.addAll(out.parts());
        long bytes = Part.bytesOf(all);
        if (bytes > Wire.INLINE_BYTES - Integer.BYTES) {
            appendSpooled(row, PayloadTag.SPOOLED_GRAPH, all, graph.length());
            return;
        }
        ByteBuffer together = ByteBuffer.allocate(Integer.BYTES + (int) bytes).order(Part.ORDER);
        together.putInt(graph.length());
        Part.putAll(together.slice().order(Part.ORDER), all);
        row.append(PayloadTag.GRAPH_AND_PARTS, together.array(), together.capacity());
    }

    /** Past the serializer, because arrays of bytes are what large payloads usually are. */
    private void writeBytes(RowBuffer row, byte[] bytes) throws GraphException, IOException {
        if (bytes.length > plan.maxPayloadBytes()) {
            throw new GraphException("", "", PayloadFaults.tooLarge(plan.maxPayloadBytes()), null);
        }
        append(row, PayloadTag.BYTES, PayloadTag.SPOOLED_BYTES, Part.of(bytes, bytes.length), 0);
    }

    private void append(RowBuffer row, byte inline, byte spooled, Part content, int graphBytes)
            throws GraphException, IOException {
        if (content.length() <= Wire.INLINE_BYTES) {
            row.append(inline, (byte[]) content.source(), content.length());
        } else {
            appendSpooled(row, spooled, List.of(content), graphBytes);
        }
    }

    private void appendSpooled(RowBuffer row, byte spooled, List<Part> content, int graphBytes)
            throws GraphException, IOException {
        SpooledPayload payload = plan.spool().write(content, graphBytes);
        try {
            row.append(spooled, payload.encoded(), SpooledPayload.ENCODED_BYTES);
        } catch (GraphException | RuntimeException | OutOfMemoryError e) {
            plan.spool().delete(payload);
            throw e;
        }
    }

    private TaskSerializationException fault(Throwable failure, Phase phase) {
        return PayloadFaults.ofWriting(phase, failure, out.refusal());
    }
}
