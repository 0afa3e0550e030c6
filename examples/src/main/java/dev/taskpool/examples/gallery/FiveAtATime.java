package dev.taskpool.examples.gallery;

import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedSemaphore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A bounded semaphore lets five of twenty threads through at a time, and refuses one release too many. */
public final class FiveAtATime {
    private static final int WORKERS = 20;
    private static final int PERMITS = 5;
    private static final long WORK_MILLIS = 5;

    private FiveAtATime() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Manager manager = Manager.start()) {
            SharedSemaphore semaphore = manager.boundedSemaphore(PERMITS);
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<CompletableFuture<Void>> workers = Stream.generate(
                            () -> RunsOn.THREADS.start(() -> pass(semaphore, inside, most)))
                    .limit(WORKERS)
                    .toList();
            workers.forEach(CompletableFuture::join);
            System.out.println(WORKERS + " passed, at most " + most.get() + " at a time");
            try {
                semaphore.release();
            } catch (IllegalStateException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    private static void pass(SharedSemaphore semaphore, AtomicInteger inside, AtomicInteger most)
            throws InterruptedException {
        semaphore.acquire();
        try {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
        } finally {
            inside.decrementAndGet();
            semaphore.release();
        }
    }
}
