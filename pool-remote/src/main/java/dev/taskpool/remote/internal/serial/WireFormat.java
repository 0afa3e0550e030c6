package dev.taskpool.remote.internal.serial;

import dev.taskpool.remote.internal.wire.Wire;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one kind of message is written and read.
 *
 * @param manifest names the kind on the wire; one character
 * @param type the kind
 * @param put writes a message's contents
 * @param get reads them
 * @param <T> the kind
 */
record WireFormat<T extends Wire>(
        String manifest, Class<T> type, BiConsumer<ByteBuffer, T> put, Function<ByteBuffer, T> get) {
    /** A kind that has no contents. */
    static <T extends Wire> WireFormat<T> empty(String manifest, T message, Class<T> type) {
        return new WireFormat<>(manifest, type, (out, it) -> {}, in -> message);
    }

    void write(ByteBuffer out, Wire message) {
        put.accept(out, type.cast(message));
    }

    T read(ByteBuffer in) {
        T message = get.apply(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("message too long: " + in.remaining() + " bytes left (expected: 0)");
        }
        return message;
    }
}
