package dev.taskpool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A function, an item or a result cannot be serialized, or cannot be read back.
 *
 * <p>Only the task at hand fails; its worker and the pool go on.
 */
public final class TaskSerializationException extends PoolException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What was being done when it failed. */
    public enum Phase {
        /** Writing the function, in the caller. */
        ENCODE_FUNCTION,
        /** Reading the function, in the worker. */
        DECODE_FUNCTION,
        /** Writing an item, in the caller. */
        ENCODE_ITEM,
        /** Reading an item, in the worker. */
        DECODE_ITEM,
        /** Writing a result, in the worker. */
        ENCODE_RESULT,
        /** Reading a result or an exception, in the caller. */
        DECODE_RESULT
    }

    private final Phase phase;
    private final String className;
    private final String path;

    /**
     * Made by the pool.
     *
     * @param message what happened, naming class and path
     * @param cause what the serializer threw, or {@code null}
     * @param phase what was being done
     * @param className the class that could not be handled, or an empty string if it is not known
     * @param path the fields that lead to it, as in {@code Order.customer.socket}; may be empty
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often the item was begun
     */
    public TaskSerializationException(
            String message,
            @Nullable Throwable cause,
            Phase phase,
            String className,
            String path,
            int itemIndex,
            int attempts) {
        super(message, cause, itemIndex, attempts);
        this.phase = phase;
        this.className = className;
        this.path = path;
    }

    /**
     * What was being done when it failed.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * The class that could not be written or read.
     *
     * @return a binary class name, or an empty string if it is not known
     */
    public String className() {
        return className;
    }

    /**
     * The fields that lead from the object that was sent to the one that could not be handled.
     *
     * @return as in {@code Order.customer.socket}; may be empty
     */
    public String path() {
        return path;
    }
}
