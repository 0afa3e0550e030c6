package dev.taskpool.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells the supervisor. {@link Gone} comes exactly once and last, also for a worker that never got
 * {@link Ready}; every outcome that survived the worker comes before it.
 */
public sealed interface WorkerEvent {
    /**
     * The worker that speaks.
     *
     * @return its id
     */
    int worker();

    /**
     * Initialized and ready for work.
     *
     * @param worker the worker
     * @param pid its process id
     * @param host where it runs
     */
    record Ready(int worker, long pid, String host) implements WorkerEvent {}

    /**
     * An item was begun; sent only if {@link PoolEnvironment#reportStarts()}.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the item's offset in it
     */
    record Began(int worker, long unitId, int offset) implements WorkerEvent {}

    /**
     * Consecutive items of a unit ended with values.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the first item's offset in it
     * @param results one for each item
     * @param elapsedNanos how long each ran
     */
    record Succeeded(int worker, long unitId, int offset, Items results, long[] elapsedNanos) implements WorkerEvent {}

    /**
     * An item ended with a failure.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param failure for {@link Codec#decodeFailure}
     * @param elapsedNanos how long it ran
     * @param retryable whether its class is one of {@link CallInfo#retryOn()}
     */
    record Failed(int worker, long unitId, int offset, Items failure, long elapsedNanos, boolean retryable)
            implements WorkerEvent {}

    /**
     * The answer to {@link WorkerCommand.TakeBack}: these were not begun and will not be.
     *
     * @param worker the worker
     * @param pieces tails of units; may be empty
     */
    record GaveBack(int worker, List<Piece> pieces) implements WorkerEvent {}

    /**
     * The answer to {@link WorkerCommand.Cancel}: these were not begun and will not be.
     *
     * @param worker the worker
     * @param callId the call
     * @param pieces tails of units; may be empty
     */
    record Dropped(int worker, long callId, List<Piece> pieces) implements WorkerEvent {}

    /**
     * A task told how far it is.
     *
     * @param worker the worker
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param fraction between 0 and 1
     * @param message what it says
     */
    record Progressed(int worker, long unitId, int offset, double fraction, String message) implements WorkerEvent {}

    /**
     * How much memory the worker occupies; sent now and then while it works, if its size is limited.
     *
     * @param worker the worker
     * @param rssBytes resident memory
     */
    record Measured(int worker, long rssBytes) implements WorkerEvent {}

    /**
     * The worker is gone.
     *
     * @param worker the worker
     * @param exit how
     * @param blame what it was doing, or {@code null} if it was running nothing
     */
    record Gone(int worker, WorkerExit exit, @Nullable Blame blame) implements WorkerEvent {}

    /**
     * What a worker was doing when it ended.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param stage how far it had come with it
     */
    record Blame(long unitId, int offset, Stage stage) {}

    /** How far a worker had come with an item. */
    enum Stage {
        /** It was reading the function. */
        READING_FUNCTION,
        /** It was reading the item. */
        READING_ITEM,
        /** It was running it, or writing its result. */
        RUNNING
    }
}
