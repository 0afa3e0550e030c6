package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedIntArray;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fifty workers joined one by one take as long as one; daemons do not outlive the program that started them. */
public final class FiftyWorkers {
    private static final int WORKERS = 50;
    private static final long UNIT_MILLIS = 100;

    private FiftyWorkers() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (SharedIntArray done = SharedIntArray.create(2)) {
            long start = System.nanoTime();
            List<Thread> workers = startAll(false, done, 0);
            for (Thread worker : workers) {
                worker.join();
            }
            double units = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(UNIT_MILLIS);
            System.out.printf(Locale.ROOT, "%d of %d done, total %.1f units%n", done.get(0), WORKERS, units);

            JvmProcess parent = JvmProcess.start(() -> startAll(true, done, 1)); // and ends
            parent.join();
            System.out.println(done.get(1) + " of " + WORKERS + " daemons done");
        }
    }

    private static List<Thread> startAll(boolean daemon, SharedIntArray done, int index) {
        List<Thread> workers = Stream.generate(() -> new Thread(() -> work(daemon, done, index)))
                .limit(WORKERS)
                .toList();
        workers.forEach(worker -> {
            worker.setDaemon(daemon);
            worker.start();
        });
        return workers;
    }

    private static void work(boolean daemon, SharedIntArray done, int index) {
        try {
            TimeUnit.MILLISECONDS.sleep(daemon ? TimeUnit.DAYS.toMillis(1) : UNIT_MILLIS);
            done.getAndAdd(index, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
