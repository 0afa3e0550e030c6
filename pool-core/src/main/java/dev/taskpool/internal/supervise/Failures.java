package dev.taskpool.internal.supervise;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskTimeoutException;
import dev.taskpool.WorkerLostException;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.WorkerExit;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The failures that the pool itself finds, in words for the caller. */
final class Failures {
    private static final String FRAME = "\tat ";
    private static final Pattern JDK_FRAME = Pattern.compile("(java|javax|jdk|sun|com[.]sun)[.]");
    private static final Pattern OWN_FRAME = Pattern.compile("dev[.]taskpool[.](internal|spi|remote[.]internal)[.]");

    private Failures() {}

    static String item(int index) {
        return index < 0 ? "the task" : "item " + index;
    }

    /** The same failure, for a certain item. */
    static PoolException at(PoolException failure, int index, int attempts) {
        if (failure instanceof TaskSerializationException e) {
            String message = (index < 0 ? "" : "item " + index + ": ") + e.getMessage();
            return new TaskSerializationException(
                    message, e.getCause(), e.phase(), e.className(), e.path(), index, attempts);
        }
        return failure;
    }

    static PoolException timedOut(WorkerExit exit, long limitNanos, int index, int attempts) {
        Duration limit = Duration.ofNanos(limitNanos);
        String message = item(index) + " ran longer than its time limit of " + limit.toMillis() + " ms"
                + attempts(attempts) + "; its worker was stopped" + whereabouts(exit.threadDump());
        return new TaskTimeoutException(message, limit, exit.threadDump(), index, attempts);
    }

    /** Where the first thread of a dump was in the task: in the innermost frame that is not the JDK's. */
    private static String whereabouts(String threadDump) {
        return threadDump
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith(FRAME))
                .map(line -> line.substring(FRAME.length()))
                .takeWhile(frame -> !OWN_FRAME.matcher(frame).lookingAt())
                .filter(frame -> !JDK_FRAME.matcher(frame).lookingAt())
                .findFirst()
                .map(frame -> " while it was at " + frame)
                .orElse("");
    }

    static PoolException lost(WorkerExit exit, int worker, int index, int attempts, boolean quarantined) {
        String message = item(index) + " was lost with worker " + worker + " (pid " + exit.pid() + "): " + words(exit)
                + attempts(attempts)
                + (quarantined ? "; it has taken along workers too often and is not tried again" : "")
                + LastWords.of(exit.stderrTail());
        return new WorkerLostException(
                message, exit.reason(), exit.exitCode(), exit.pid(), exit.stderrTail(), index, attempts);
    }

    private static String attempts(int attempts) {
        return attempts > 1 ? ", in attempt " + attempts : "";
    }

    private static String words(WorkerExit exit) {
        return switch (exit.reason()) {
            case EXITED -> "it exited with code " + exit.exitCode();
            case SIGNAL ->
                "it was ended by signal " + (exit.exitCode() > 128 ? exit.exitCode() - 128 : "?") + " (exit code "
                        + exit.exitCode() + ")";
            case OUT_OF_MEMORY -> "it ran out of memory (exit code " + exit.exitCode() + ")";
            case MEMORY_LIMIT -> "the kernel killed it for want of memory (exit code " + exit.exitCode() + ")";
            case UNREACHABLE -> "it no longer answered and was killed";
        };
    }

    /** One line about a worker that nobody ended. */
    static String death(WorkerExit exit) {
        String why = exit.failure() != null ? exit.failure().toString() : words(exit);
        return (exit.pid() > 0 ? "pid " + exit.pid() + ": " : "") + why + LastWords.of(exit.stderrTail());
    }

    static PoolBrokenException broken(String pool, WorkerExit last, List<String> deaths) {
        boolean exited = last.exitCode() >= 0 && last.reason() != Reason.UNREACHABLE;
        String what =
                last.cause() == WorkerExit.Cause.NOT_STARTED ? " cannot be started" : " die as soon as they start";
        String message =
                "the workers of pool " + pool + what + ", " + deaths.size() + " in a row; the last: " + death(last);
        return new PoolBrokenException(
                message, last.failure(), exited ? last.exitCode() : null, last.stderrTail(), deaths);
    }
}
