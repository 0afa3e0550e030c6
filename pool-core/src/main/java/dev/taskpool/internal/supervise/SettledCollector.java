package dev.taskpool.internal.supervise;

import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers one outcome for each item. */
final class SettledCollector<R> implements Collector {
    private final PoolFuture<List<Outcome<R>>> result;
    private final Codec codec;
    private final TreeMap<Integer, Outcome<R>> outcomes = new TreeMap<>();
    private boolean incomplete;

    SettledCollector(PoolFuture<List<Outcome<R>>> result, Codec codec) {
        this.result = result;
        this.codec = codec;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a result may be null
    public void values(int first, Items results, long[] elapsedNanos, int attempts) {
        for (int i = 0; i < results.size(); i++) {
            int index = first + i;
            try {
                R value = (R) codec.decodeResult(results, i);
                outcomes.put(index, new Outcome.Success<>(index, value, Duration.ofNanos(elapsedNanos[i]), attempts));
            } catch (PoolException e) {
                failure(index, Failures.at(e, index, attempts), elapsedNanos[i], attempts);
            }
        }
    }

    @Override
    public void failure(int index, PoolException failure, long elapsedNanos, int attempts) {
        outcomes.put(index, new Outcome.Failure<>(index, failure, Duration.ofNanos(elapsedNanos), attempts));
    }

    @Override
    public void cancelled(int first, int count) {
        incomplete = true;
    }

    @Override
    public void ended(@Nullable RuntimeException reason) {
        if (incomplete && reason != null) {
            result.fail(reason);
        } else if (incomplete) {
            result.drop();
        } else {
            result.succeed(List.copyOf(outcomes.values()));
        }
    }
}
