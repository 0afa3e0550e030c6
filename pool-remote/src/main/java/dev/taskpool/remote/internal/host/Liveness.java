package dev.taskpool.remote.internal.host;

import java.time.Duration;

/** Judges by what is heard, and when, whether a child still answers. Not thread-safe. */
final class Liveness {
    /** Signs of life are asked for so many times within the timeout. */
    private static final int ASKS = 3;

    private final long timeoutNanos;
    private long heardNanos;
    private long tickNanos;
    private int idleAnswers;

    Liveness(Duration timeout, long nowNanos) {
        this.timeoutNanos = timeout.toNanos();
        this.heardNanos = nowNanos;
        this.tickNanos = nowNanos;
    }

    /** How often to ask for a sign of life. */
    Duration interval() {
        return Duration.ofNanos(Math.max(1_000_000, timeoutNanos / ASKS));
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /**
     * To be called after every interval.
     *
     * @return whether the child has been silent for too long
     */
    boolean isSilent(long nowNanos) {
        boolean wasAway = nowNanos - tickNanos > 2 * interval().toNanos();
        tickNanos = nowNanos;
        if (wasAway) {
            heardNanos = nowNanos; // this JVM was stopped: what the child said is still in the mailbox
        }
        return nowNanos - heardNanos > timeoutNanos;
    }

    /** Work was sent, or its outcome came. */
    void worked() {
        idleAnswers = 0;
    }

    /**
     * An answer came.
     *
     * @param idleWithWork whether the child runs nothing though it should have something to run
     * @return whether the work must have been lost on its way
     */
    boolean hasLostWork(boolean idleWithWork) {
        idleAnswers = idleWithWork ? idleAnswers + 1 : 0;
        return idleAnswers > ASKS;
    }
}
