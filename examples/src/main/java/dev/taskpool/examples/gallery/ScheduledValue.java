package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedLong;
import java.util.List;
import java.util.stream.IntStream;

/** A scheduler changes a shared value every few ticks, and the workers print it on each. */
public final class ScheduledValue {
    private static final int WORKERS = 2;
    private static final int TICKS = 6;
    private static final int TICKS_PER_CHANGE = 2;

    private ScheduledValue() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        try (Manager manager = Manager.start()) {
            SharedLong value = manager.longValue(0);
            SharedBarrier tick = manager.barrier(WORKERS + 1);
            List<JvmProcess> workers = IntStream.rangeClosed(1, WORKERS)
                    .mapToObj(i -> JvmProcess.start(() -> watch("worker " + i, value, tick)))
                    .toList();
            for (int i = 0; i < TICKS; i++) {
                if (i % TICKS_PER_CHANGE == 0) {
                    value.addAndGet(10);
                }
                tick.await(); // they read
                tick.await(); // they have read
            }
            for (JvmProcess worker : workers) {
                worker.join();
            }
        }
    }

    private static void watch(String name, SharedLong value, SharedBarrier tick) throws Exception {
        for (int i = 0; i < TICKS; i++) {
            tick.await();
            System.out.println(name + " at tick " + i + ": " + value.get());
            tick.await();
        }
    }
}
