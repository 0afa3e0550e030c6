package dev.taskpool.remote.internal.serial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Throwable in pieces that travel whatever its class is.
 *
 * @param className its class
 * @param message its message
 * @param frames its stack trace
 * @param original the Throwable itself as a graph; empty if it cannot be written, or is part of a cause that can
 * @param cause its cause
 * @param suppressed what it suppressed
 */
record Thrown(
        String className,
        @Nullable String message,
        List<StackTraceElement> frames,
        byte[] original,
        @Nullable Thrown cause,
        List<Thrown> suppressed) {
    /** Chains that are longer end here; also keeps the stack flat that reads and writes them. */
    static final int MAX_DEPTH = 64;

    /** Where the JVM itself cuts off a stack trace. */
    static final int MAX_FRAMES = 1024;

    static final int MAX_SUPPRESSED = 64;

    private static final int SHORT_FRAMES = 32;
    private static final int SHORT_MESSAGE_CHARS = 2048;

    Thrown {
        frames = List.copyOf(frames);
        suppressed = List.copyOf(suppressed);
    }

    /** As in the first line of a stack trace. */
    String headline() {
        return message == null ? className : className + ": " + message;
    }

    /** The same in a few kilobytes. */
    Thrown shortened() {
        String start = message == null || message.length() <= SHORT_MESSAGE_CHARS
                ? message
                : message.substring(0, SHORT_MESSAGE_CHARS) + "...";
        List<StackTraceElement> top = frames.subList(0, Math.min(frames.size(), SHORT_FRAMES));
        return new Thrown(className, start, top, new byte[0], null, List.of());
    }
}
