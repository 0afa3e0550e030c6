package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the results of a map into a list, or its first failure with the later ones attached. */
final class ListCollector<R> implements Collector {
    /** Room is made at once for so many results at most, which a collection may only claim to bring. */
    private static final int MOST_AT_ONCE = 1 << 25;

    private final PoolFuture<List<R>> result;
    private final Codec codec;
    private final Runnable failFast;
    private final int expected;
    private @Nullable Object[] values = new @Nullable Object[0];
    private int size;
    private volatile @Nullable PoolException first;
    private boolean incomplete;

    /** Gathers about so many results, if that is known, otherwise 0. */
    ListCollector(PoolFuture<List<R>> result, Codec codec, Runnable failFast, int expected) {
        this.result = result;
        this.codec = codec;
        this.failFast = failFast;
        this.expected = Math.min(expected, MOST_AT_ONCE);
    }

    @Override
    public void values(int firstIndex, Items results, long[] elapsedNanos, int attempts) {
        if (first != null || result.isDone()) {
            codec.discard(results);
            return;
        }
        room(firstIndex + results.size());
        for (int i = 0; i < results.size(); i++) {
            try {
                values[firstIndex + i] = codec.decodeResult(results, i);
            } catch (PoolException e) {
                failure(firstIndex + i, Failures.at(e, firstIndex + i, attempts), elapsedNanos[i], attempts);
                codec.discard(results.slice(i + 1, results.size())); // nobody wants the rest
                return;
            }
        }
    }

    private void room(int atLeast) {
        if (values.length < atLeast) {
            int grown = Math.max(expected, values.length + (values.length >> 1));
            values = Arrays.copyOf(values, Math.max(atLeast, grown));
        }
        size = Math.max(size, atLeast);
    }

    @Override
    public void failure(int index, PoolException failure, long elapsedNanos, int attempts) {
        PoolException earlier = first;
        if (earlier == null) {
            first = failure;
            values = new @Nullable Object[0];
            failFast.run();
        } else {
            earlier.addSuppressed(failure);
        }
    }

    @Override
    public void cancelled(int firstIndex, int count) {
        incomplete = true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void ended(@Nullable RuntimeException reason) {
        PoolException failure = first;
        if (failure != null) {
            result.fail(failure);
        } else if (incomplete && reason != null) {
            result.fail(reason);
        } else if (incomplete) {
            result.drop();
        } else {
            Object[] exact = values.length == size ? values : Arrays.copyOf(values, size);
            result.succeed((List<R>) Arrays.asList(exact));
        }
        values = new @Nullable Object[0];
    }

    @Override
    public boolean wantsMore() {
        return first == null && !result.isDone();
    }
}
