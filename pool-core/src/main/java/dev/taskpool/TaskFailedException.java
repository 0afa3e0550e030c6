package dev.taskpool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The task threw.
 *
 * <p>The cause is the original exception with its type, fields, causes, suppressed exceptions and the stack trace of
 * the worker; if its class cannot be copied, the cause is a {@link StandInException} that names the class.
 */
public final class TaskFailedException extends PoolException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String remoteStackTrace;
    private final int workerId;

    /**
     * Made by the pool.
     *
     * @param message what happened, with the item's index
     * @param cause what the task threw
     * @param remoteStackTrace the stack trace as the worker printed it
     * @param workerId the worker that ran the task
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often the item was begun
     */
    public TaskFailedException(
            String message,
            @Nullable Throwable cause,
            String remoteStackTrace,
            int workerId,
            int itemIndex,
            int attempts) {
        super(message, cause, itemIndex, attempts);
        this.remoteStackTrace = remoteStackTrace;
        this.workerId = workerId;
    }

    /**
     * The stack trace as text, as the worker printed it, causes included.
     *
     * @return several lines
     */
    public String remoteStackTrace() {
        return remoteStackTrace;
    }

    /**
     * The worker that ran the task.
     *
     * @return the worker's id, from 1
     */
    public int workerId() {
        return workerId;
    }
}
