package dev.taskpool.remote.internal.serial;

import org.jspecify.annotations.Nullable;

/** Says that an object graph could not be written or read, and which class stands in the way. */
final class GraphException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final String path;

    GraphException(String className, String path, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.className = className;
        this.path = path;
    }

    /** Binary name of the innermost class that stands in the way; empty if unknown. */
    String className() {
        return className;
    }

    /** The fields that lead there from the root, as in {@code Order.customer.socket}; may be empty. */
    String path() {
        return path;
    }
}
