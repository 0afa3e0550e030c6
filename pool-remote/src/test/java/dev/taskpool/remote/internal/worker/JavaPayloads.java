package dev.taskpool.remote.internal.worker;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Java serialization in the place of the codec. */
class JavaPayloads implements Payloads {
    static byte[] write(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #hasTooManyUnread} says. */
    volatile boolean unread;

    static Items.Encoded row(Object... values) {
        var bytes = new ByteArrayOutputStream();
        int[] ends = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes.writeBytes(write(values[i]));
            ends[i] = bytes.size();
        }
        return new Items.Encoded(bytes.toByteArray(), ends, 0, values.length);
    }

    static Object read(byte[] bytes) {
        return read(Items.Encoded.of(bytes), 0);
    }

    static Object read(Items items, int index) {
        var row = (Items.Encoded) items;
        try (var in =
                new ObjectInputStream(new ByteArrayInputStream(row.data(), row.start(index), row.length(index)))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object readFunction(Items function) {
        try {
            return read(function, 0);
        } catch (RuntimeException e) {
            throw problem(e, Phase.DECODE_FUNCTION);
        }
    }

    @Override
    public Object readItem(Items items, int index) {
        try {
            return read(items, index);
        } catch (RuntimeException e) {
            throw problem(e, Phase.DECODE_ITEM);
        }
    }

    @Override
    public Items.Encoded writeResult(Object result) {
        try {
            return Items.Encoded.of(write(result));
        } catch (UncheckedIOException e) {
            throw problem(e, Phase.ENCODE_RESULT);
        }
    }

    @Override
    public boolean hasTooManyUnread() {
        return unread;
    }

    @Override
    public byte[] writeFailure(Throwable failure) {
        return write(failure);
    }

    private static TaskSerializationException problem(RuntimeException cause, Phase phase) {
        return new TaskSerializationException("cannot " + phase, cause, phase, "", "", -1, 1);
    }
}
