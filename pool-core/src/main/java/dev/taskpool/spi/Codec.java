package dev.taskpool.spi;

import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The caller's side of how functions, items, results and failures travel. Thread-safe. Never called on an actor's
 * thread, because it runs user code.
 */
public interface Codec {
    /**
     * Writes a function.
     *
     * @param function one of the functional interfaces of {@code dev.taskpool}, or a Runnable or Callable
     * @return a row of one
     * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_FUNCTION}
     */
    Items encodeFunction(Object function);

    /**
     * Starts a row of items.
     *
     * @return a writer for one thread
     */
    ItemWriter writer();

    /**
     * Reads results. What they held outside the heap is freed.
     *
     * @param results a row of results
     * @param index which
     * @return the result
     * @throws TaskSerializationException if it cannot be read, phase {@code DECODE_RESULT}
     */
    @Nullable
    Object decodeResult(Items results, int index);

    /**
     * Reads a failure that a worker reported.
     *
     * @param failure a row of one
     * @param context which item failed
     * @return the failure for the caller
     */
    PoolException decodeFailure(Items failure, FailureContext context);

    /**
     * What items or a function take up on the caller's side, what they hold outside the heap included. Runs no user
     * code, so that it may be called on any thread.
     *
     * @param items a row that this codec wrote
     * @return bytes, 0 for references
     */
    default long weight(Items items) {
        return items.bytes();
    }

    /**
     * Frees what a row holds outside the heap. For items and functions once they cannot be asked for again, for
     * results that nobody reads. May be called again.
     *
     * @param items any row
     */
    void discard(Items items);

    /**
     * Whether a function captures nothing, so that workers may use what they read of this very row for all calls.
     *
     * @param function a row of one, as written by {@link #encodeFunction}
     * @return false if in doubt
     */
    default boolean isConstant(Items function) {
        return false;
    }

    /**
     * Frees what a worker held outside the heap and nobody will ask for, once it has ended. What it told of stays.
     *
     * @param workerId the worker
     * @param lastOutcome a row of one with the last it told of, if it left word of that
     */
    default void clearAfter(int workerId, @Nullable Items lastOutcome) {}

    /** Writes items one after the other. Not thread-safe. */
    interface ItemWriter {
        /**
         * Adds an item.
         *
         * @param item any object
         * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_ITEM}; the row is unchanged
         */
        void add(@Nullable Object item);

        /**
         * How many items were added since the last {@link #take()}.
         *
         * @return 0 or more
         */
        int size();

        /**
         * How many bytes of them are to be sent.
         *
         * @return bytes, 0 for references
         */
        long bytes();

        /**
         * What they take up, as {@link Codec#weight} has it.
         *
         * @return bytes, 0 for references
         */
        default long weight() {
            return bytes();
        }

        /**
         * Ends the row and starts a new one.
         *
         * @return the items added since the last time
         */
        Items take();
    }

    /**
     * Which item failed.
     *
     * @param workerId the worker that ran it
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often it was begun
     */
    record FailureContext(int workerId, int itemIndex, int attempts) {}
}
