package dev.taskpool.benchmarks;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a user feels of a pool of two workers: start, one call, many small calls, a large map, real work, large results.
 *
 * <p>Prints one line of JSON a figure. Nothing here passes or fails.
 */
public final class FirstFigures {
    private static final int WORKERS = 2;
    private static final int RUNS = 5;
    private static final int SMALL_CALLS = 20_000;
    private static final int MAP_ITEMS = 2_000_000;
    private static final int EFFICIENCY_ITEMS = 1_000;
    private static final int LARGE_BYTES = 100_000_000;

    private FirstFigures() {}

    /**
     * Measures.
     *
     * @param args {@code threads} to measure threads of this JVM instead of processes
     */
    public static void main(String[] args) {
        boolean threads = args.length > 0 && args[0].equals("threads");
        String peer = "taskpool/" + (threads ? "threads" : "processes");
        print(peer, start(threads));
        try (TaskPool pool = pool(threads)) {
            for (Figure figure : roundTrip(pool)) {
                print(peer, figure);
            }
            print(peer, smallCalls(pool));
            print(peer, largeMap(pool));
            print(peer, efficiency(pool));
            print(peer, largeResults(pool));
        }
    }

    private static void print(String peer, Figure figure) {
        System.out.println(figure.json(peer));
    }

    private static TaskPool pool(boolean threads) {
        TaskPool.Builder builder = TaskPool.builder().workers(WORKERS).maxHeap("1g");
        return threads ? builder.inProcess().build() : builder.build();
    }

    private static Figure start(boolean threads) {
        double[] millis = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            try (TaskPool pool = pool(threads)) {
                pool.apply(x -> x, run);
                millis[run] = (System.nanoTime() - begun) / 1e6;
            }
        }
        return Figure.of("pool_start_first_result", "ms", millis);
    }

    private static List<Figure> roundTrip(TaskPool pool) {
        int calls = 5_000;
        double[] micros = new double[calls];
        for (int i = 0; i < 3 * calls; i++) { // the last third counts
            long begun = System.nanoTime();
            pool.apply(x -> x, i);
            micros[i % calls] = (System.nanoTime() - begun) / 1e3;
        }
        Arrays.sort(micros);
        return List.of(
                Figure.of("apply_latency_p50", "us", micros[calls / 2]),
                Figure.of("apply_latency_p99", "us", micros[calls * 99 / 100]));
    }

    private static Figure smallCalls(TaskPool pool) {
        double[] perSecond = new double[RUNS];
        for (int run = -3; run < RUNS; run++) { // the first runs warm up
            long begun = System.nanoTime();
            List<AsyncResult<Integer>> results = new ArrayList<>(SMALL_CALLS);
            for (int i = 0; i < SMALL_CALLS; i++) {
                results.add(pool.applyAsync(x -> x, i));
            }
            results.forEach(AsyncResult::join);
            perSecond[Math.max(0, run)] = SMALL_CALLS * 1e9 / (System.nanoTime() - begun);
        }
        return Figure.of("apply_async", "tasks/s", perSecond);
    }

    private static Figure largeMap(TaskPool pool) {
        List<Integer> items = IntStream.range(0, MAP_ITEMS).boxed().toList();
        double[] perSecond = new double[RUNS];
        for (int run = -2; run < RUNS; run++) {
            long begun = System.nanoTime();
            pool.map(x -> x, items);
            perSecond[Math.max(0, run)] = MAP_ITEMS * 1e9 / (System.nanoTime() - begun);
        }
        return Figure.of("map_default_chunk", "items/s", perSecond);
    }

    private static Figure efficiency(TaskPool pool) {
        List<Integer> items = Collections.nCopies(EFFICIENCY_ITEMS, 100_000);
        pool.map(Primes::below, items.subList(0, 100));
        long one = pool.apply(FirstFigures::nanosOfOne, 200);
        double[] percent = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            pool.map(Primes::below, items);
            double ideal = (double) one * EFFICIENCY_ITEMS / WORKERS;
            percent[run] = 100 * ideal / (System.nanoTime() - begun);
        }
        return Figure.of("cpu_efficiency of " + Math.round(one / 1e5) / 10.0 + " ms tasks", "% of ideal", percent);
    }

    private static long nanosOfOne(int runs) {
        long begun = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            Primes.below(100_000);
        }
        return (System.nanoTime() - begun) / runs;
    }

    private static Figure largeResults(TaskPool pool) {
        double[] megabytes = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            long begun = System.nanoTime();
            byte[] result = pool.apply(length -> new byte[length], LARGE_BYTES);
            megabytes[Math.max(0, run)] = result.length * 1e3 / (System.nanoTime() - begun);
        }
        return Figure.of("return_bytes of 100 MB", "MB/s", megabytes);
    }
}
