package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.spi.Items;
import org.jspecify.annotations.Nullable;

/**
 * Where a call's outcomes go. Called by one thread at a time, never on an actor's thread, with each item exactly once
 * and {@link #ended} last.
 */
interface Collector {
    /** Consecutive items ended with values, still to be read. */
    void values(int first, Items results, long[] elapsedNanos, int attempts);

    /** An item ended with a failure. */
    void failure(int index, PoolException failure, long elapsedNanos, int attempts);

    /** These items will not be run. */
    void cancelled(int first, int count);

    /** Every item has ended; {@code reason} says why some were cancelled, if it is not that somebody wished it. */
    void ended(@Nullable RuntimeException reason);

    /** Whether further items are of use; asked by the thread that reads the input. */
    default boolean wantsMore() {
        return true;
    }
}
