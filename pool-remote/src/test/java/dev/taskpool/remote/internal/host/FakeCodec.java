package dev.taskpool.remote.internal.host;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes bytes for the messages of exceptions. */
final class FakeCodec implements Codec {
    final List<Items> discarded = new CopyOnWriteArrayList<>();

    @Override
    public Items encodeFunction(Object function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ItemWriter writer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object decodeResult(Items results, int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PoolException decodeFailure(Items failure, FailureContext context) {
        var thrown = new IllegalStateException(new String(((Items.Encoded) failure).data(), StandardCharsets.UTF_8));
        return new TaskFailedException("failed", thrown, "", context.workerId(), -1, 1);
    }

    @Override
    public void discard(Items items) {
        discarded.add(items);
    }
}
