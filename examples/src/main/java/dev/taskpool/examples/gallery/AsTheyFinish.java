package dev.taskpool.examples.gallery;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Five calls, taken in the order in which they finish: the JDK's completion service for threads, a pool for processes. */
public final class AsTheyFinish {
    private static final List<Integer> UNITS = List.of(7, 3, 4, 5, 1);
    private static final long UNIT_MILLIS = 200;
    private static final long PAUSE_MILLIS = 20;

    private AsTheyFinish() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) throws Exception {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            threads();
        } else {
            processes();
        }
    }

    private static void threads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(UNITS.size());
        CompletionService<Integer> calls = new ExecutorCompletionService<>(executor);
        long start = System.nanoTime();
        UNITS.forEach(units -> calls.submit(() -> work(units)));
        for (int i = 0; i < UNITS.size(); i++) {
            System.out.println(calls.take().get());
        }
        printTotal(start);
        executor.shutdown();
    }

    private static void processes() throws InterruptedException {
        try (TaskPool pool = TaskPool.create(UNITS.size())) {
            while (pool.stats().workers().stream().filter(AsTheyFinish::isReady).count() < UNITS.size()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // else those that start first would have an advantage
            }
            long start = System.nanoTime();
            List<AsyncResult<Integer>> calls = UNITS.stream()
                    .map(units -> pool.applyAsync(AsTheyFinish::work, units))
                    .toList();
            for (AsyncResult<Integer> call : AsyncResult.asCompleted(calls)) {
                System.out.println(call.join());
            }
            printTotal(start);
        }
    }

    private static boolean isReady(WorkerInfo worker) {
        return worker.state() == WorkerInfo.State.IDLE;
    }

    private static int work(int units) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(units * UNIT_MILLIS);
        return units;
    }

    private static void printTotal(long start) {
        long units = (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(UNIT_MILLIS);
        System.out.println("total: about " + units + " units");
    }
}
