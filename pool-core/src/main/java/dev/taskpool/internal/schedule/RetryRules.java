package dev.taskpool.internal.schedule;

/**
 * Which items of a call are run again, and after what pause.
 *
 * @param most how often an item is run again in all
 * @param afterFailure how often at most after failures of its own
 * @param afterCrash how often at most after the loss of its worker, but for want of memory
 * @param afterOutOfMemory how often at most after the loss of its worker for want of memory
 * @param quarantineAfter how many workers an item may take along, by crashing them or wanting too much memory, before it
 *     is not run again, whatever else is allowed; {@link Integer#MAX_VALUE} for no limit
 * @param backoffNanos the pause before the second run, doubled with each
 * @param jitterPercent by less than how many hundredths of itself a pause is lengthened
 */
public record RetryRules(
        int most,
        int afterFailure,
        int afterCrash,
        int afterOutOfMemory,
        int quarantineAfter,
        long backoffNanos,
        int jitterPercent) {
    private static final long LONGEST_PAUSE_NANOS = 1L << 60; // far below an overflow
    private static final int MOST_DOUBLINGS = 20;

    /** Whether an item may be run again. */
    boolean allow(Tries before, RunEnd end) {
        return before.attempt() <= most
                && switch (end) {
                    case FAILURE -> before.failures() < afterFailure;
                    case CRASH -> before.crashes() < afterCrash;
                    case OUT_OF_MEMORY -> before.outOfMemory() < afterOutOfMemory;
                    case TIME_LIMIT -> true;
                };
    }

    /** Whether a run that ended so was the last worker that an item may take along. */
    boolean quarantine(Tries before, RunEnd end) {
        boolean tookWorker = end == RunEnd.CRASH || end == RunEnd.OUT_OF_MEMORY;
        return tookWorker && before.crashes() + before.outOfMemory() + 1 >= quarantineAfter;
    }

    /**
     * The pause before an item's next run. It grows exponentially. Items that failed together do not come back together,
     * for each pause is lengthened by another share of itself, which depends on the item and not on chance.
     */
    long pauseNanos(long callId, int index, int failedAttempt) {
        int doublings = Math.min(failedAttempt - 1, MOST_DOUBLINGS);
        long pause = Math.min(backoffNanos, LONGEST_PAUSE_NANOS >> doublings) << doublings;
        return pause + Jitter.part(pause, jitterPercent, (callId * 31 + index) * 31 + failedAttempt);
    }
}
