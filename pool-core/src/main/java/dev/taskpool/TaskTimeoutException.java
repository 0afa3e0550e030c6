package dev.taskpool;

import java.io.Serial;
import java.time.Duration;

/**
 * The task ran longer than its time limit, {@link TaskOptions#timeout}, and its worker was stopped.
 *
 * <p>Not to be confused with {@link java.util.concurrent.TimeoutException}, which tells that a wait was given up while
 * the task goes on.
 */
public final class TaskTimeoutException extends PoolException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Duration limit;

    /**
     * Made by the pool.
     *
     * @param message what happened
     * @param limit the limit that passed
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often the item was begun
     */
    public TaskTimeoutException(String message, Duration limit, int itemIndex, int attempts) {
        super(message, null, itemIndex, attempts);
        this.limit = limit;
    }

    /**
     * The limit that passed.
     *
     * @return as given in {@link TaskOptions#timeout}
     */
    public Duration limit() {
        return limit;
    }
}
