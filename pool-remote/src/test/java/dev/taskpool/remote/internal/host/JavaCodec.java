package dev.taskpool.remote.internal.host;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Writes payloads by Java serialization, so that tests of the host need nothing of the codec. */
final class JavaCodec implements Codec {
    /** A worker that does so too. */
    static final String WORKER = "dev.taskpool.remote.internal.worker.JavaWorkerMain";

    static byte[] write(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Object read(Items.Encoded row, int index) {
        var bytes = new ByteArrayInputStream(row.data(), row.start(index), row.length(index));
        try (var in = new ObjectInputStream(bytes)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Items encodeFunction(Object function) {
        return Items.Encoded.of(write(function));
    }

    @Override
    public ItemWriter writer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object decodeResult(Items results, int index) {
        return read((Items.Encoded) results, index);
    }

    @Override
    public PoolException decodeFailure(Items failure, FailureContext context) {
        var thrown = (Throwable) read((Items.Encoded) failure, 0);
        return new TaskFailedException("failed", thrown, "", context.workerId(), context.itemIndex(), 1);
    }

    @Override
    public void discard(Items items) {}
}
