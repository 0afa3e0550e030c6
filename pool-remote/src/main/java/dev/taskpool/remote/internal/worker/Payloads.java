package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.Items;
import org.jspecify.annotations.Nullable;

/**
 * How the task thread reads functions and items and writes results and failures. Runs user code, so it may throw
 * anything. For one thread.
 */
interface Payloads {
    /**
     * Reads a function.
     *
     * @param function a row of one
     * @throws dev.taskpool.TaskSerializationException if it cannot be read, phase {@code DECODE_FUNCTION}
     */
    Object readFunction(Items function);

    /**
     * Reads an item.
     *
     * @throws dev.taskpool.TaskSerializationException if it cannot be read, phase {@code DECODE_ITEM}
     */
    @Nullable
    Object readItem(Items items, int index);

    /**
     * Writes a result.
     *
     * @return a row of one, valid until the next call
     * @throws dev.taskpool.TaskSerializationException if it cannot be written, phase {@code ENCODE_RESULT}
     */
    Items.Encoded writeResult(@Nullable Object result);

    /** Lets the parent find what was written last, which is told in the log that outlives this process. */
    default void publish() {}

    /** Whether the parent should first read some of the results that were written, before there are more. */
    boolean hasTooManyUnread();

    /** Writes what a task threw, or what kept it from being run or from giving its result. */
    byte[] writeFailure(Throwable failure);
}
