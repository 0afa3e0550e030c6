package dev.taskpool.remote.internal.serial;

import dev.taskpool.remote.internal.wire.Wire;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Turns the messages between a parent and a child into compact bytes and back, for the remoting.
 *
 * <p>Payloads are opaque here: no user code runs and no class is looked up. Stateless and thread-safe. Bytes that are
 * not a message give one NotSerializableException, and never cost more memory than a small multiple of their number.
 */
public final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    /** Every kind of message. */
    static final List<WireFormat<?>> FORMATS = Stream.<WireFormat<?>>concat(
                    ToWorkerFormats.ALL.stream(), FromWorkerFormats.ALL.stream())
            .toList();

    private static final int IDENTIFIER = 728_365;
    private static final int FIRST_GUESS_BYTES = 1024;
    private static final Map<Class<?>, WireFormat<?>> BY_TYPE =
            FORMATS.stream().collect(Collectors.toUnmodifiableMap(WireFormat::type, Function.identity()));
    private static final Map<String, WireFormat<?>> BY_MANIFEST =
            FORMATS.stream().collect(Collectors.toUnmodifiableMap(WireFormat::manifest, Function.identity()));

    /** Called by Pekko. */
    public WireSerializer() {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return format(message).manifest();
    }

    /**
     * Writes a message into a frame.
     *
     * @throws BufferOverflowException if it does not fit
     */
    @Override
    public void toBinary(Object message, ByteBuffer out) {
        format(message).write(out, (Wire) message);
    }

    @Override
    public byte[] toBinary(Object message) {
        int bytes = FIRST_GUESS_BYTES;
        while (true) {
            ByteBuffer out = ByteBuffer.allocate(bytes);
            try {
                toBinary(message, out);
                return Arrays.copyOf(out.array(), out.position());
            } catch (BufferOverflowException e) {
                bytes = Math.multiplyExact(bytes, 4);
            }
        }
    }

    @Override
    public Object fromBinary(ByteBuffer in, String manifest) throws NotSerializableException {
        WireFormat<?> format = BY_MANIFEST.get(manifest);
        if (format == null) {
            throw new NotSerializableException("wire message: no kind with this manifest");
        }
        try {
            return format.read(in);
        } catch (IllegalArgumentException e) {
            var failure = new NotSerializableException(format.type().getSimpleName() + ": " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    private static WireFormat<?> format(Object message) {
        WireFormat<?> format = BY_TYPE.get(message.getClass());
        if (format == null) {
            throw new IllegalArgumentException(
                    "message: " + message.getClass().getName() + " (expected: a kind of wire message)");
        }
        return format;
    }
}
