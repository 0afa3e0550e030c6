package dev.taskpool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a task, or with the pool itself; the subclasses say which.
 *
 * <p>A plain {@code PoolException} tells that the caller's thread was interrupted while it waited, or that a wait of
 * an iterator ran out of time (its cause is then a {@link java.util.concurrent.TimeoutException}).
 */
public class PoolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int itemIndex;
    private final int attempts;

    /**
     * A failure that belongs to no item.
     *
     * @param message what happened
     * @param cause why, or {@code null}
     */
    public PoolException(String message, @Nullable Throwable cause) {
        this(message, cause, -1, 0);
    }

    /**
     * A failure of one item.
     *
     * @param message what happened
     * @param cause why, or {@code null}
     * @param itemIndex the item's index in its call, -1 for a single call
     * @param attempts how often the item was begun
     */
    public PoolException(String message, @Nullable Throwable cause, int itemIndex, int attempts) {
        super(message, cause);
        this.itemIndex = itemIndex;
        this.attempts = attempts;
    }

    /**
     * The index of the item in its call's input.
     *
     * @return the index from 0, or -1 for a single call
     */
    public int itemIndex() {
        return itemIndex;
    }

    /**
     * How often the item was begun in a worker.
     *
     * @return 1 or more for an item that ran; 0 where nothing ran
     */
    public int attempts() {
        return attempts;
    }
}
