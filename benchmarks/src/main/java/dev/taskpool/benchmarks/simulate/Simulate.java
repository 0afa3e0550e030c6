package dev.taskpool.benchmarks.simulate;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.AllPeers;
import dev.taskpool.benchmarks.report.Result;
import dev.taskpool.benchmarks.report.Results;
import dev.taskpool.benchmarks.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures what the schedule takes for an item, in time and in memory, with few and many workers and items.
 *
 * <p>The time is that of all that the schedule is told and decides from the first item's arrival to the last one's end.
 */
public final class Simulate {
    private static final List<Integer> WORKERS = List.of(10, 100, 1_000, 10_000);
    private static final int LEAST_ITEMS = 1_000;
    private static final int QUICK_ITEMS = 1_000_000;
    private static final int MOST_ITEMS = 10_000_000;
    private static final int WARM_UP_ITEMS = 100_000;

    /** A few items are soon run, but say little if they are run but once. */
    private static final int ITEMS_OF_A_RUN = 100_000;

    private static final int RUNS = 3;

    private Simulate() {}

    /**
     * Measures, prints a table and writes {@code benchmarks/results/simulate.json}.
     *
     * @param args {@code --quick} for fewer items
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = List.of(args).contains("--quick");
        var results = new ArrayList<Result>();
        measure(WORKERS, LEAST_ITEMS, WARM_UP_ITEMS, 1, result -> {}); // until all is compiled
        measure(WORKERS, LEAST_ITEMS, quick ? QUICK_ITEMS : MOST_ITEMS, ITEMS_OF_A_RUN, results::add);
        var all = new Results(Surroundings.now(quick ? "quick" : "full", ""), results);
        all.write(Path.of("benchmarks/results/simulate.json"));
        System.out.print(new AllPeers(all).markdown());
    }

    /** Measures with powers of ten of items, and with so few that they are run several times, until so many were. */
    static void measure(
            List<Integer> workers, int leastItems, int mostItems, int itemsOfARun, Consumer<Result> results) {
        for (Load load : Load.values()) {
            for (int many : workers) {
                for (int items = leastItems; items <= mostItems; items *= 10) {
                    measure(load, many, items, itemsOfARun, results);
                }
            }
        }
    }

    private static void measure(Load load, int workers, int items, int itemsOfARun, Consumer<Result> results) {
        int runs = items >= MOST_ITEMS ? 1 : RUNS;
        double[] nanos = new double[runs];
        double[] perSecond = new double[runs];
        double bytes = 0;
        for (int run = 0; run < runs; run++) {
            int repetitions = Math.max(1, itemsOfARun / Math.max(items, workers));
            long taken = 0;
            long decided = 0;
            for (int i = 0; i < repetitions; i++) {
                var simulation = new Simulation(load, workers);
                long nanosBefore = simulation.scheduleNanos();
                long decidedBefore = simulation.decisions();
                long bytesBefore = run == 0 && i == 0 ? usedBytes() : 0;
                simulation.queue(items);
                bytes += bytesBefore == 0 ? 0 : usedBytes() - bytesBefore;
                simulation.run();
                if (simulation.delivered() != items) {
                    throw new IllegalStateException(simulation.delivered() + " items (expected: " + items + ")");
                }
                taken += simulation.scheduleNanos() - nanosBefore;
                decided += simulation.decisions() - decidedBefore;
            }
            nanos[run] = (double) taken / repetitions / items;
            perSecond[run] = decided * 1e9 / taken;
        }
        String peer = String.format(Locale.ROOT, "%,d workers", workers);
        String parameter = String.format(Locale.ROOT, "%,d items", items);
        results.accept(new Result(peer, Figure.with(load.label() + ", time", parameter, "ns/item", nanos)));
        results.accept(
                new Result(peer, Figure.with(load.label() + ", decisions", parameter, "decisions/s", perSecond)));
        results.accept(
                new Result(peer, Figure.with(load.label() + ", memory", parameter, "bytes/item", bytes / items)));
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
