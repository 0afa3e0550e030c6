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
    private final String threadDump;

    /**
     * Made by the pool.
     *
     * @param message what happened
     * @param limit the limit that passed
     * @param threadDump what the worker's threads were doing, or an empty string
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often the item was begun
     */
    public TaskTimeoutException(String message, Duration limit, String threadDump, int itemIndex, int attempts) {
        super(message, null, itemIndex, attempts);
        this.limit = limit;
        this.threadDump = threadDump;
    }

    /**
     * The limit that passed.
     *
     * @return as given in {@link TaskOptions#timeout}
     */
    public Duration limit() {
        return limit;
    }

    /**
     * What the worker's threads were doing when the limit had passed, the one that ran the task first, each with its
     * stack; of a worker that is a thread only that one.
     *
     * @return an empty string if the worker did not tell within {@code taskpool.kill.dump-grace}
     */
    public String threadDump() {
        return threadDump;
    }
}
