package dev.taskpool.remote.internal.serial;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Puts into words why a payload could not be written or read. */
final class PayloadFaults {
    private PayloadFaults() {}

    static TaskSerializationException of(Phase phase, GraphException fault) {
        String message = what(phase) + ": " + whereAndWhy(fault);
        return new TaskSerializationException(message, fault.getCause(), phase, fault.className(), fault.path(), -1, 0);
    }

    /** The class is said once, be it by the fault's own message. */
    private static String whereAndWhy(GraphException fault) {
        String why = String.valueOf(fault.getMessage());
        String className = fault.className();
        String path = fault.path().isEmpty() ? "" : "(" + fault.path() + ")";
        boolean isSaid = className.isEmpty() || why.startsWith(className + " ");
        if (path.isEmpty()) {
            return isSaid ? why : className + ": " + why;
        }
        if (className.isEmpty()) {
            return path + ": " + why;
        }
        return className + " " + path + ": " + (isSaid ? why.substring(className.length() + 1) : why);
    }

    static TaskSerializationException of(Phase phase, String why, @Nullable Throwable cause) {
        return new TaskSerializationException(what(phase) + ": " + why, cause, phase, "", "", -1, 0);
    }

    /** Why something could not be written; a refusal for its size comes before what was made of it. */
    static TaskSerializationException ofWriting(Phase phase, Throwable failure, @Nullable String refusal) {
        if (refusal != null) {
            return of(phase, refusal, null);
        }
        return of(phase, failure, "it cannot be written to a file: ");
    }

    static TaskSerializationException ofReading(Phase phase, Throwable failure) {
        return of(phase, failure, "its file cannot be read: ");
    }

    private static TaskSerializationException of(Phase phase, Throwable failure, String ofFile) {
        if (failure instanceof GraphException e) {
            return of(phase, e);
        }
        return of(phase, (failure instanceof IOException ? ofFile : "") + failure, failure);
    }

    /** What is refused for its size says which setting would admit it. */
    static String tooLarge(long maxBytes) {
        return "larger than " + maxBytes + " bytes, the limit set by taskpool.max-payload";
    }

    private static String what(Phase phase) {
        return switch (phase) {
            case ENCODE_FUNCTION -> "function cannot be serialized";
            case DECODE_FUNCTION -> "function cannot be read";
            case ENCODE_ITEM -> "item cannot be serialized";
            case DECODE_ITEM -> "item cannot be read";
            case ENCODE_RESULT -> "result cannot be serialized";
            case DECODE_RESULT -> "result cannot be read";
        };
    }
}
