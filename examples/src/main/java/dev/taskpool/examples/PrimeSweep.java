package dev.taskpool.examples;

import dev.taskpool.TaskPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts primes in ranges of very different cost, and shows what the chunk size does to the time.
 *
 * <p>Most ranges take microseconds, and the last few take milliseconds each. Chunks of one item cost a message for each
 * cheap range; large chunks of one size give all the dear ranges to one worker; the pool's own chunks follow the
 * measured time of the items.
 */
public final class PrimeSweep {
    private static final int CHEAP_RANGES = 20_000;
    private static final int DEAR_RANGES = 400;

    private PrimeSweep() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        List<PrimeRange> ranges = skewedRanges();
        try (TaskPool pool = TaskPool.create()) {
            int workers = pool.workers();
            // CPython's choice: four chunks per worker, whatever the items take.
            int large = (int) Math.ceil(ranges.size() / (4.0 * workers));
            pool.map(PrimeRange::count, ranges); // workers start and warm up

            System.out.printf("%,d ranges, %d workers%n%n", ranges.size(), workers);
            System.out.printf("%-24s %10s %12s%n", "chunks", "time", "primes");
            print("of 1 item", () -> pool.map(PrimeRange::count, ranges, 1));
            print("of %,d items".formatted(large), () -> pool.map(PrimeRange::count, ranges, large));
            print("adaptive (the default)", () -> pool.map(PrimeRange::count, ranges));
        }
    }

    /** Small numbers first, and at the end some large ones, which take far longer to test. */
    private static List<PrimeRange> skewedRanges() {
        List<PrimeRange> ranges = new ArrayList<>();
        for (int i = 0; i < CHEAP_RANGES; i++) {
            ranges.add(new PrimeRange(50L * i, 50));
        }
        for (int i = 0; i < DEAR_RANGES; i++) {
            ranges.add(new PrimeRange(1_000_000_000_000L + 50L * i, 50));
        }
        return ranges;
    }

    private static void print(String chunks, Sweep sweep) {
        long start = System.nanoTime();
        long primes = sweep.run().stream().mapToLong(Integer::longValue).sum();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%-24s %7d ms %,12d%n", chunks, elapsed.toMillis(), primes);
    }

    /** One way to run over all ranges. */
    private interface Sweep {
        List<Integer> run();
    }
}
