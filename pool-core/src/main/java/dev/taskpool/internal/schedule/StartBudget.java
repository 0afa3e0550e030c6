package dev.taskpool.internal.schedule;

import java.util.ArrayDeque;

/**
 * How soon workers that died are replaced: so many within any minute, so that whatever kills them cannot keep the
 * machine busy with starting processes. Workers that left as they were meant to are replaced at no charge.
 */
final class StartBudget {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final int mostPerMinute;
    private final ArrayDeque<Long> replacedNanos = new ArrayDeque<>();
    private int deaths;

    /** A budget of so many starts, 0 for no limit. */
    StartBudget(int mostPerMinute) {
        this.mostPerMinute = mostPerMinute;
    }

    /** A worker has died and may have to be replaced. */
    void died() {
        deaths++;
    }

    /**
     * Whether a worker may be started now in place of another; if so, it is.
     *
     * @param missing how many are to be replaced
     */
    boolean admit(int missing, long now) {
        deaths = Math.min(deaths, missing);
        if (mostPerMinute == 0 || deaths < missing) {
            return true;
        }
        while (!replacedNanos.isEmpty() && now - replacedNanos.getFirst() >= MINUTE_NANOS) {
            replacedNanos.removeFirst();
        }
        if (replacedNanos.size() >= mostPerMinute) {
            return false;
        }
        replacedNanos.addLast(now);
        deaths--;
        return true;
    }

    /** When the next start is admitted; only after one was not. */
    long nextNanos() {
        return replacedNanos.getFirst() + MINUTE_NANOS;
    }
}
