package dev.taskpool.internal.schedule;

/** What is to be done; carried out by the supervisor in the order given. */
public sealed interface Decision {
    /** Start a worker under this new id. */
    record StartWorker(int worker) implements Decision {}

    /** So many workers that died will be replaced only later, from this moment on; for those who watch. */
    record HoldStarts(int workers, long untilNanos) implements Decision {}

    /** The worker has come to a limit and will be replaced; for those who watch. */
    record Relieve(int worker, Recycling.Limit limit) implements Decision {}

    /** The worker holds nothing: let it leave. */
    record StopWorker(int worker) implements Decision {}

    /** End the worker at once. */
    record KillWorker(int worker) implements Decision {}

    /** Give items {@code first} to {@code first + count - 1} of a call to a worker, as one unit. */
    record Assign(int worker, long unitId, long callId, int first, int count, int attempt) implements Decision {}

    /** Ask a worker to give back about half of what it has not begun. */
    record TakeBack(int worker) implements Decision {}

    /** Have a worker drop what it has not begun of a call, and end it if it runs an item of it and is to be stopped. */
    record CancelOn(int worker, long callId, boolean stopRunning) implements Decision {}

    /** The outcomes at hand are these items' last: give them to the call. */
    record Deliver(long callId, int first, int count, int attempt) implements Decision {}

    /** The outcome at hand is not the item's last: it is run again, as this attempt. */
    record Retry(long callId, int index, int attempt, int worker) implements Decision {}

    /** The item failed for a reason other than its own. */
    record FailItem(long callId, int index, int attempts, Why why, int worker) implements Decision {}

    /** These items will not be run, or not to their end if they were begun. */
    record CancelItems(long callId, int first, int count, boolean begun) implements Decision {}

    /** Every item of the call has ended and no more will come; cut short if the pool's end kept them from coming. */
    record CallEnded(long callId, boolean cutShort) implements Decision {
        /** A call whose caller has said that there is no more. */
        CallEnded(long callId) {
            this(callId, false);
        }
    }

    /** Ask again at this moment; replaces an earlier one. */
    record WakeAt(long nanos) implements Decision {}

    /** Workers cannot be started: every unfinished call fails. */
    record Break() implements Decision {}

    /** The pool takes no more work, has none, and has no workers left. */
    record AllGone() implements Decision {}

    /** Why an item failed. */
    enum Why {
        /** Its worker was lost. */
        WORKER_LOST,
        /** Its worker was lost, and it has taken along so many that it is not run again in any case. */
        QUARANTINED,
        /** Its time limit passed. */
        TIMED_OUT
    }
}
