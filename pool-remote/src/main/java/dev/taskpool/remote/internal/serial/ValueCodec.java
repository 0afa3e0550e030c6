package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How single values travel between processes of one user on one machine, whole and in memory. Thread-safe; runs user code.
 */
public final class ValueCodec {
    /** The largest value, as it is written. */
    public static final long MAX_BYTES = (1L << 30) - (1 << 16);

    private static final ThreadLocal<@Nullable PayloadOutput> outputs = new ThreadLocal<>();

    private final Graphs graphs;

    private ValueCodec(ClassLoader loader) {
        this.graphs = new Graphs(new ClassPolicy(List.of("**"), List.of()), loader);
    }

    /**
     * The one of this process, which finds classes as the thread that asked first does.
     *
     * @return always the same
     */
    public static ValueCodec ofThisProcess() {
        return Holder.CODEC;
    }

    /** Makes it when it is needed. */
    private static final class Holder {
        static final ValueCodec CODEC = create();

        private static ValueCodec create() {
            ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
            return new ValueCodec(
                    ofThread != null ? ofThread : Objects.requireNonNull(ValueCodec.class.getClassLoader()));
        }
    }

    /**
     * Writes a value.
     *
     * @param value any object
     * @return its bytes
     * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_ITEM}
     */
    public byte[] write(@Nullable Object value) {
        if (value instanceof byte[] bytes && bytes.length < MAX_BYTES) {
            byte[] tagged = new byte[bytes.length + 1];
            tagged[0] = PayloadTag.BYTES;
            System.arraycopy(bytes, 0, tagged, 1, bytes.length);
            return tagged;
        }
        PayloadOutput kept = outputs.get();
        PayloadOutput out = kept == null ? new PayloadOutput(MAX_BYTES, false) : kept;
        outputs.remove(); // a value may write others while it is written
        try {
            out.writeByte(PayloadTag.GRAPH);
            graphs.write(out, value);
            if (out.refusal() != null) {
                throw new GraphException("", "", out.refusal(), null);
            }
            return out.toBytes();
        } catch (GraphException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofWriting(Phase.ENCODE_ITEM, e, out.refusal());
        } finally {
            out.restart();
            out.forgetShippedAlong();
            outputs.set(out);
        }
    }

    /**
     * Reads a value.
     *
     * @param bytes what {@link #write} gave
     * @return an equal object
     * @throws TaskSerializationException if it cannot be read, phase {@code DECODE_ITEM}
     */
    public @Nullable Object read(byte[] bytes) {
        try {
            if (bytes.length > 0 && bytes[0] == PayloadTag.BYTES) {
                return Arrays.copyOfRange(bytes, 1, bytes.length);
            }
            return graphs.read(new Input(bytes, 1, bytes.length - 1));
        } catch (GraphException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw PayloadFaults.ofReading(Phase.DECODE_ITEM, e);
        }
    }
}
