package dev.taskpool.spi;

import dev.taskpool.WorkerLostException;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended.
 *
 * @param cause why
 * @param reason the evidence, for {@link Cause#LOST} and {@link Cause#NOT_STARTED}
 * @param exitCode its exit code, -1 where there is none
 * @param pid its process id, 0 if none was made
 * @param stderrTail the last lines it wrote
 * @param threadDump what its threads were doing when it was stopped for a task, the task's first; may be empty
 * @param failure what its start failed with: an initializer's exception, an I/O error
 */
public record WorkerExit(
        Cause cause,
        WorkerLostException.Reason reason,
        int exitCode,
        long pid,
        String stderrTail,
        String threadDump,
        @Nullable Throwable failure) {
    /** Why a worker ended. */
    public enum Cause {
        /** It was told to stop or was killed by the supervisor. */
        STOPPED,
        /** The item it ran passed its time limit; the blame names the item. */
        TIME_LIMIT,
        /** The item it ran was cancelled; the blame names the item. */
        CANCELLED,
        /** It died, or no longer answered. */
        LOST,
        /** It never got ready: no process, a death before its first word, a failing initializer, or too slow. */
        NOT_STARTED
    }
}
