package dev.taskpool.benchmarks.whole;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured. {@code peers/pools.py} measures as much, but for the warm-ups, of which a JVM needs more.
 *
 * @param runs how often, of which the median counts
 * @param warmUp for how long before that, at least
 * @param run about how long a run takes, where it can be chosen
 * @param mostItems of a run
 * @param calls whose time is taken one by one, in a run
 * @param work processor time of the tasks of a run
 * @param starts how often a program is started
 * @param payloadBytes sizes of arguments and results
 * @param tableBytes what a function captures
 * @param tableItems over how many items it goes
 * @param queued tasks that wait
 * @param manyWorkers of one pool
 * @param recycled workers that leave after a task each, in a run
 */
record Plan(
        int runs,
        Duration warmUp,
        Duration run,
        int mostItems,
        int calls,
        Duration work,
        int starts,
        List<Integer> payloadBytes,
        int tableBytes,
        int tableItems,
        int queued,
        int manyWorkers,
        int recycled) {
    /** The pools that are measured have so many workers, if nothing else is said. */
    static final int WORKERS = 2;

    private static final int KB = 1_000;
    private static final int MB = 1_000_000;

    static final Plan FULL = new Plan(
            5,
            Duration.ofSeconds(3),
            Duration.ofMillis(700),
            4_000_000,
            5_000,
            Duration.ofMillis(1_500),
            5,
            List.of(KB, 64 * KB, MB, 16 * MB, 100 * MB, 1_000 * MB),
            50 * MB,
            10_000,
            1_000_000,
            64,
            20);
    static final Plan QUICK = new Plan(
            3,
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            1_000_000,
            500,
            Duration.ofMillis(200),
            1,
            List.of(KB, 64 * KB, MB, 16 * MB, 100 * MB),
            50 * MB,
            10_000,
            100_000,
            4,
            3);
    static final Plan SMOKE = new Plan(
            1,
            Duration.ZERO,
            Duration.ofMillis(1),
            50,
            5,
            Duration.ofMillis(2),
            1,
            List.of(KB, 100 * KB),
            KB,
            10,
            50,
            2,
            2);

    /** The plan of a name: {@code full}, {@code quick} or {@code smoke}. */
    static Plan of(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "quick" -> QUICK;
            case "smoke" -> SMOKE;
            default -> throw new IllegalArgumentException("plan: " + name + " (expected: full, quick, smoke)");
        };
    }

    /** How a size is named in figures. */
    static String size(int bytes) {
        if (bytes >= 1_000 * MB) {
            return bytes / (1_000 * MB) + " GB";
        }
        return bytes >= MB ? bytes / MB + " MB" : bytes / KB + " KB";
    }
}
