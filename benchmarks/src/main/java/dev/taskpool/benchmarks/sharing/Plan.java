package dev.taskpool.benchmarks.sharing;

import java.time.Duration;

/**
 * How much is measured. {@code peers/sharing_cpython.py} measures as much, but for the warm-ups, of which a JVM needs some.
 *
 * @param runs how often, of which the median counts
 * @param warmUps how often before that
 * @param items elements and messages of a run
 * @param megabytes large messages of a run
 * @param roundTrips of a run
 * @param calls of a manager, in a run
 * @param accesses of locks and numbers, in a run
 * @param contention how long processes contend in a run
 */
record Plan(
        int runs, int warmUps, int items, int megabytes, int roundTrips, int calls, int accesses, Duration contention) {
    static final Plan FULL = new Plan(5, 5, 300_000, 400, 10_000, 5_000, 1_000_000, Duration.ofSeconds(1));
    static final Plan QUICK = new Plan(3, 6, 80_000, 60, 2_000, 2_000, 200_000, Duration.ofMillis(300));
    static final Plan SMOKE = new Plan(1, 0, 200, 2, 20, 20, 100, Duration.ofMillis(5));
}
