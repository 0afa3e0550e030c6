package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedEvent;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Two stand at an event until the parent sets it: the JDK's latch for threads, a shared event for processes. */
public final class WaitForEvent {
    private WaitForEvent() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) throws Exception {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            CountDownLatch latch = new CountDownLatch(1);
            run(RunsOn.THREADS, new LinkedBlockingQueue<>(), latch::await, latch::countDown);
            return;
        }
        try (Manager manager = Manager.start()) {
            SharedEvent event = manager.event();
            run(RunsOn.PROCESSES, manager.queue(), event::await, event::set);
        }
    }

    private static void run(RunsOn on, BlockingQueue<String> arrived, TaskAction await, TaskAction set)
            throws Exception {
        List<CompletableFuture<Void>> waiters = Stream.of("one", "two")
                .map(name -> on.start(() -> {
                    arrived.put(name + " waits");
                    await.run();
                    System.out.println(name + " goes on");
                }))
                .toList();
        System.out.println(arrived.take());
        System.out.println(arrived.take());
        System.out.println("set");
        set.run();
        waiters.forEach(CompletableFuture::join);
    }
}
