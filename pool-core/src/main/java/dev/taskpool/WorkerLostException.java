package dev.taskpool;

import java.io.Serial;
import java.util.OptionalInt;

/** The worker died while it held the task. */
public final class WorkerLostException extends PoolException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why a worker is gone. */
    public enum Reason {
        /** It exited by itself: {@code System.exit}, {@code Runtime.halt}, any exit code, 0 too. */
        EXITED,
        /** A signal ended it, or it crashed in native code. */
        SIGNAL,
        /** Its heap was exhausted. */
        OUT_OF_MEMORY,
        /** The kernel killed it for want of memory, the machine's or that of its container. Only Linux tells. */
        MEMORY_LIMIT,
        /** It lives, perhaps, but no longer answers; it was killed. */
        UNREACHABLE
    }

    private final Reason reason;
    private final int exitCode;
    private final long pid;
    private final String stderrTail;

    /**
     * Made by the pool.
     *
     * @param message what happened
     * @param reason why the worker is gone
     * @param exitCode its exit code; ignored for {@link Reason#UNREACHABLE}
     * @param pid its process id
     * @param stderrTail the last lines it wrote to stderr
     * @param itemIndex the item's index, -1 for a single call
     * @param attempts how often the item was begun
     */
    public WorkerLostException(
            String message, Reason reason, int exitCode, long pid, String stderrTail, int itemIndex, int attempts) {
        super(message, null, itemIndex, attempts);
        this.reason = reason;
        this.exitCode = exitCode;
        this.pid = pid;
        this.stderrTail = stderrTail;
    }

    /**
     * The worker's exit code as the operating system gives it to Java: 128+n for signal n.
     *
     * @return the code; empty if the worker was {@link Reason#UNREACHABLE}
     */
    public OptionalInt exitCode() {
        return reason == Reason.UNREACHABLE ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /**
     * Why the worker is gone.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The worker's process id.
     *
     * @return a pid that is no longer alive, and may be another process's by now
     */
    public long pid() {
        return pid;
    }

    /**
     * The last lines the worker wrote to its stderr, crash banners included.
     *
     * @return several lines, or an empty string
     */
    public String stderrTail() {
        return stderrTail;
    }
}
