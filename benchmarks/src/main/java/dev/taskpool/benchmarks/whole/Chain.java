package dev.taskpool.benchmarks.whole;

import java.time.Duration;

/** Work for a processor that needs no memory: each step waits for the one before it. */
final class Chain {
    private static final long MULTIPLIER = 6_364_136_223_846_793_005L;
    private static final long INCREMENT = 1_442_695_040_888_963_407L;
    private static final long PROBE_STEPS = 5_000_000;
    private static final int PROBES = 5;

    private Chain() {}

    /** Takes so many steps. */
    static long run(long steps) {
        long x = steps;
        for (long i = 0; i < steps; i++) {
            x = x * MULTIPLIER + INCREMENT;
        }
        return x;
    }

    /** Takes so many steps so many times, and says how long that took. */
    static long nanos(long[] each) {
        long begun = System.nanoTime();
        long sum = 0;
        for (long steps : each) {
            sum += run(steps);
        }
        long nanos = System.nanoTime() - begun;
        return sum == 0 ? nanos + 1 : nanos; // so that no step is left out
    }

    /** How many steps a warm JVM takes in so long. */
    static long steps(Duration time) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < PROBES; i++) {
            best = Math.min(best, nanos(new long[] {PROBE_STEPS}));
        }
        return Math.max(1, (long) ((double) PROBE_STEPS * time.toNanos() / best));
    }
}
