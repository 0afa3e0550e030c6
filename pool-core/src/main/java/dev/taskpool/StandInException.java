package dev.taskpool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an exception whose class could not be copied from the worker.
 *
 * <p>It keeps the original's class name, message, stack trace, causes and suppressed exceptions; not its own fields.
 */
public final class StandInException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String className;
    private final @Nullable String originalMessage;

    /**
     * Made by the pool.
     *
     * @param className the class of the original exception
     * @param message the original's message, or {@code null}
     * @param cause the original's cause, itself a stand-in if need be, or {@code null}
     */
    public StandInException(String className, @Nullable String message, @Nullable Throwable cause) {
        super(message == null ? className : className + ": " + message, cause);
        this.className = className;
        this.originalMessage = message;
    }

    /**
     * The class of the exception that this one stands for.
     *
     * @return a binary class name
     */
    public String className() {
        return className;
    }

    /**
     * The message of the exception that this one stands for.
     *
     * @return the message, or {@code null} if it had none
     */
    public @Nullable String originalMessage() {
        return originalMessage;
    }
}
