package dev.taskpool.spi;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the threads of this JVM are doing, as text: for each its name and state, what it waits for and who holds that,
 * and its stack.
 */
public final class ThreadDumps {
    private static final int MOST_FRAMES = 200;
    private static final int MOST_CHARS = 60_000;

    private ThreadDumps() {}

    /**
     * One thread.
     *
     * @param thread any thread
     * @return an empty string if it has ended
     */
    public static String of(Thread thread) {
        ThreadInfo info = threads().getThreadInfo(thread.getId(), MOST_FRAMES);
        return info == null ? "" : describe(info);
    }

    /**
     * All threads, the one asked for before the others, as far as some 60,000 characters reach.
     *
     * @param first the most interesting one
     * @return never empty
     */
    public static String ofAll(Thread first) {
        ThreadMXBean threads = threads();
        long[] others = Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id != first.getId())
                .toArray();
        var text = new StringBuilder(of(first));
        Stream.of(threads.getThreadInfo(others, MOST_FRAMES))
                .filter(Objects::nonNull)
                .map(ThreadDumps::describe)
                .filter(thread -> text.length() + thread.length() <= MOST_CHARS)
                .forEach(thread -> text.append('\n').append(thread));
        return text.toString();
    }

    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean();
    }

    private static String describe(ThreadInfo thread) {
        var text = new StringBuilder();
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\tat ").append(plain(frame)).append('\n');
        }
        return text.toString();
    }

    /** Without class loader and module, which say little and take much room. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }
}
