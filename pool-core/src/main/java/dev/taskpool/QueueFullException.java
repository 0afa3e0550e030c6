package dev.taskpool;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call found no room in a pool whose callers are notified ({@code taskpool.queue.when-full = notify}). Nothing of it
 * was accepted; {@link #room} says when to try again.
 */
public final class QueueFullException extends RejectedExecutionException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient @Nullable CompletionStage<Void> room;

    /**
     * Made by the pool.
     *
     * @param message which limit was reached
     * @param room completed when there is room
     */
    public QueueFullException(String message, CompletionStage<Void> room) {
        super(message);
        this.room = room;
    }

    /**
     * Completed, never with a failure, when there is room for a call like the refused one, or the pool takes no more
     * calls. It keeps no place: others may be quicker, and then the call is refused again. What is chained to it runs,
     * if it is not there yet, on a thread of the common {@link java.util.concurrent.ForkJoinPool}, from which calls are
     * subject to the limits like any other.
     *
     * @return the stage; complete if this exception was read from a stream
     */
    public CompletionStage<Void> room() {
        return room == null ? CompletableFuture.completedStage(null) : room;
    }
}
