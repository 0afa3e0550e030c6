package dev.taskpool.benchmarks.soak;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * How long, with how many workers, and from which seed.
 *
 * @param duration how long clients begin new calls
 * @param seed of every random choice but those of the machine
 * @param workers of the pool
 */
record SoakPlan(Duration duration, long seed, int workers) {
    static final String USAGE = "usage: soak [SECONDS | PT10M] [--seed N] [--workers N]";

    SoakPlan {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: more than zero)");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers + " (expected: >= 1)");
        }
    }

    /** Ten minutes, a worker for each processor but two at least, and a seed of its own, unless the arguments differ. */
    static SoakPlan parse(List<String> args) {
        Duration duration = Duration.ofMinutes(10);
        long seed = System.nanoTime() % 1_000_000;
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            switch (arg) {
                case "--seed" -> seed = Long.parseLong(valueOf(arg, rest));
                case "--workers" -> workers = Integer.parseInt(valueOf(arg, rest));
                default -> duration = duration(arg);
            }
        }
        return new SoakPlan(duration, seed, workers);
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + ": nothing (expected: a whole number)");
        }
        return rest.next();
    }

    private static Duration duration(String text) {
        try {
            return text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(text));
        } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException(text + " (expected: seconds, or a duration as in PT10M)", e);
        }
    }
}
