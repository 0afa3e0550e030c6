package dev.taskpool.spi;

import java.util.List;

/** What the supervisor tells a worker. */
public sealed interface WorkerCommand {
    /**
     * Run these, after what you have.
     *
     * @param units in this order
     */
    record Run(List<WorkUnit> units) implements WorkerCommand {}

    /** Give back about half of the items you have not begun; answered by {@link WorkerEvent.GaveBack}, in any case. */
    record TakeBack() implements WorkerCommand {}

    /**
     * Drop the items of a call that you have not begun; answered by {@link WorkerEvent.Dropped}, in any case.
     *
     * @param callId the call
     * @param stopRunning whether to stop the worker if it is running an item of the call at that moment
     */
    record Cancel(long callId, boolean stopRunning) implements WorkerCommand {}

    /**
     * The call has ended; its function will not be asked for again.
     *
     * @param callId the call
     */
    record Forget(long callId) implements WorkerCommand {}

    /** You hold nothing: leave. Answered by {@link WorkerEvent.Gone}. */
    record Stop() implements WorkerCommand {}

    /** Leave at once, whatever you hold. Answered by {@link WorkerEvent.Gone}. */
    record Kill() implements WorkerCommand {}
}
