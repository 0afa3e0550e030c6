package dev.taskpool.remote.internal.serial;

import dev.taskpool.TaskSerializationException.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of a failed item.
 *
 * @param thrown what was thrown
 * @param stackTrace as the worker printed it
 * @param unserializable if the item, the function or the result was to blame and not the task
 */
record FailureReport(
        Thrown thrown, String stackTrace, @Nullable Unserializable unserializable) {
    private static final int SHORT_CHARS = 8 * 1024;

    /**
     * What could not be written or read.
     *
     * @param phase what was being done
     * @param className the class that stands in the way, or empty
     * @param path the fields that lead to it, or empty
     */
    record Unserializable(Phase phase, String className, String path) {}

    /** The same in a few kilobytes. */
    FailureReport shortened() {
        String start = stackTrace.substring(0, Math.min(stackTrace.length(), SHORT_CHARS));
        return new FailureReport(thrown.shortened(), start, unserializable);
    }
}
