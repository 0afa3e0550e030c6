package dev.taskpool;

import java.io.Serial;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call was cancelled by somebody who held its result. */
public final class TaskCancelledException extends CancellationException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient @Nullable CompletionStage<String> threadDump;

    /**
     * Made by the pool.
     *
     * @param message what was cancelled
     * @param threadDump completed with what the workers' threads were doing
     */
    public TaskCancelledException(String message, CompletionStage<String> threadDump) {
        super(message);
        this.threadDump = threadDump;
    }

    /**
     * What the threads of those workers were doing that ran items of the call and were stopped for it, taken right
     * before. A result is cancelled at once, its workers only then, so the dumps come later: the stage is completed,
     * never with a failure, when no item of the call is with a worker any more.
     *
     * @return the dumps, the tasks' threads first; empty if nothing ran or nothing was to be stopped, if the workers
     *     could not tell, or if this exception was read from a stream
     */
    public CompletionStage<String> threadDump() {
        return threadDump == null ? CompletableFuture.completedStage("") : threadDump;
    }
}
