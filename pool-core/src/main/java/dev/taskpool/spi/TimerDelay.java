package dev.taskpool.spi;

import java.time.Duration;

/**
 * How long the timer of an actor can be set for. What a user may ask for can be longer: whoever is woken before that has
 * passed looks at the clock and waits on.
 */
public final class TimerDelay {
    /** Pekko refuses more than 248 days. */
    private static final Duration LONGEST = Duration.ofDays(200);

    private TimerDelay() {}

    /**
     * A delay for a timer.
     *
     * @param wanted how long to wait
     * @return the same, or 200 days if it is longer
     */
    public static Duration of(Duration wanted) {
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    /**
     * A delay for a timer.
     *
     * @param wanted how long to wait; negative for not at all
     * @return as {@link #of}
     */
    public static Duration ofNanos(long wanted) {
        return of(Duration.ofNanos(Math.max(0, wanted)));
    }
}
