package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Byte buffers, with all that lies between zero and their capacity. A copy lies in the heap, wherever the original does;
 * it has the same position, limit and order, and is read-only if the original is.
 */
final class BufferForm extends Serializer<ByteBuffer> {
    @Override
    public void write(Kryo kryo, Output out, ByteBuffer buffer) {
        int length = buffer.capacity();
        out.writeVarInt(length, true);
        out.writeVarInt(buffer.limit(), true);
        out.writeVarInt(buffer.position(), true);
        out.writeBoolean(buffer.order() == ByteOrder.BIG_ENDIAN);
        out.writeBoolean(buffer.isReadOnly());
        ByteBuffer all = buffer.duplicate().clear();
        Part part = all.hasArray() ? new Part(all.array(), all.arrayOffset(), length) : new Part(all, 0, length);
        if (length >= ArrayForm.LEAST_BYTES && ArrayForm.writeApart(out, part)) {
            return;
        }
        if (part.source() instanceof byte[] bytes) {
            out.writeBytes(bytes, part.from(), length);
        } else {
            byte[] copy = new byte[length];
            all.get(copy);
            out.writeBytes(copy, 0, length);
        }
    }

    @Override
    public ByteBuffer read(Kryo kryo, Input in, Class<? extends ByteBuffer> type) {
        int length = in.readVarInt(true);
        int limit = in.readVarInt(true);
        int position = in.readVarInt(true);
        ByteOrder order = in.readBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean readOnly = in.readBoolean();
        boolean apart = length >= ArrayForm.LEAST_BYTES && in.readBoolean();
        byte[] bytes = apart ? (byte[]) ArrayForm.readApart(in, byte[].class, length) : in.readBytes(length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(limit).position(position);
        return (readOnly ? buffer.asReadOnlyBuffer() : buffer).order(order);
    }
}
