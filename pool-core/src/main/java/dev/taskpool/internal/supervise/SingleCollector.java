package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import org.jspecify.annotations.Nullable;

/** Hands on the outcome of a single task. */
final class SingleCollector<R> implements Collector {
    private final PoolFuture<R> result;
    private final Codec codec;

    SingleCollector(PoolFuture<R> result, Codec codec) {
        this.result = result;
        this.codec = codec;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a result may be null
    public void values(int first, Items results, long[] elapsedNanos, int attempts) {
        if (result.isDone()) {
            codec.discard(results);
            return;
        }
        try {
            result.succeed((R) codec.decodeResult(results, 0));
        } catch (PoolException e) {
            result.fail(Failures.at(e, -1, attempts));
        }
    }

    @Override
    public void failure(int index, PoolException failure, long elapsedNanos, int attempts) {
        result.fail(failure);
    }

    @Override
    public void cancelled(int first, int count) {
        // the end of the call says why
    }

    @Override
    public void ended(@Nullable RuntimeException reason) {
        if (result.isDone()) {
            return;
        }
        if (reason != null) {
            result.fail(reason);
        } else {
            result.drop();
        }
    }
}
