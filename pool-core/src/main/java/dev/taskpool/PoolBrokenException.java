package dev.taskpool;

import java.io.Serial;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Workers cannot be started, because of a bad JVM option, a class path without the pool or an initializer that keeps
 * throwing; or they die as soon as they have started, again and again ({@code taskpool.start.max-failures}).
 *
 * <p>Every unfinished task of the pool fails with it, and so does every later call.
 */
public final class PoolBrokenException extends PoolException {
    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable Integer exitCode;
    private final String stderrTail;
    private final List<String> deaths;

    /**
     * Made by the pool.
     *
     * @param message what happened
     * @param cause what the initializer threw or the start failed with, or {@code null}
     * @param exitCode the last child's exit code, or {@code null} if there was none
     * @param stderrTail the last lines of the last child
     * @param deaths one line for each worker, oldest first
     */
    public PoolBrokenException(
            String message,
            @Nullable Throwable cause,
            @Nullable Integer exitCode,
            String stderrTail,
            List<String> deaths) {
        super(message, cause);
        this.exitCode = exitCode;
        this.stderrTail = stderrTail;
        this.deaths = List.copyOf(deaths);
    }

    /**
     * The exit code of the last child.
     *
     * @return the code; empty if no child process was made or it did not exit by itself
     */
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /**
     * The last lines the last child wrote to its stderr.
     *
     * @return several lines, or an empty string
     */
    public String stderrTail() {
        return stderrTail;
    }

    /**
     * What became of the workers that were tried: of those that could not be started, since one last was; of those that
     * died as soon as they had, since one last did something.
     *
     * @return one line for each of the latest forty, oldest first
     */
    public List<String> deaths() {
        return deaths;
    }
}
