package dev.taskpool.remote.faults;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskTimeoutException;
import dev.taskpool.WorkerLostException;

/** What a caller sees, in few words. */
final class Sight {
    static final String RESULT = "result";
    static final String TIMED_OUT = "timed out";

    private Sight() {}

    /** What a task fails with that throws. */
    static String failed(String simpleClassName) {
        return "failed: " + simpleClassName;
    }

    /** What a call fails with whose worker was lost. */
    static String lost(String evidence) {
        return "lost: " + evidence;
    }

    /** What a call fails with whose function, item or result cannot be read or written. */
    static String unserializable(TaskSerializationException.Phase phase) {
        return "unserializable: " + phase;
    }

    /** Puts a failure into words. */
    static String of(Throwable failure) {
        if (failure instanceof TaskFailedException failed && failed.getCause() != null) {
            return failed(failed.getCause().getClass().getSimpleName());
        }
        if (failure instanceof WorkerLostException lost) {
            return lost(lost.reason()
                    + (lost.exitCode().isPresent() ? " " + lost.exitCode().getAsInt() : ""));
        }
        if (failure instanceof TaskSerializationException unserializable) {
            return unserializable(unserializable.phase());
        }
        if (failure instanceof TaskTimeoutException) {
            return TIMED_OUT;
        }
        return failure instanceof PoolBrokenException ? "broken" : failure.toString();
    }
}
