package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A producer fills a queue of ten faster than a consumer empties it, and has to wait. */
public final class ProducerConsumer {
    private static final int ITEMS = 50;
    private static final int CAPACITY = 10;
    private static final long WORK_MILLIS = 2;

    private ProducerConsumer() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) throws InterruptedException {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(CAPACITY);
            CompletableFuture<Void> producer = RunsOn.THREADS.start(() -> produce(queue));
            long sum = 0;
            for (int i = 0; i < ITEMS; i++) {
                sum += consume(queue);
            }
            producer.join();
            System.out.println("consumed: " + ITEMS + ", their sum is " + sum);
            return;
        }
        try (Manager manager = Manager.start()) {
            SharedQueue<Integer> queue = manager.queue(CAPACITY);
            JvmProcess consumer = JvmProcess.builder(() -> {
                        while (true) {
                            consume(queue);
                            queue.taskDone();
                        }
                    })
                    .daemon(true)
                    .start();
            produce(queue);
            queue.joinTasks();
            System.out.println("all tasks are done, left are " + queue.size());
            consumer.close();
        }
    }

    private static void produce(BlockingQueue<Integer> queue) throws InterruptedException {
        int waits = 0;
        for (int i = 1; i <= ITEMS; i++) {
            if (!queue.offer(i)) {
                waits++;
                queue.put(i);
            }
        }
        System.out.println("produced: " + ITEMS + ", had to wait: " + (waits > 0));
    }

    private static int consume(BlockingQueue<Integer> queue) throws InterruptedException {
        int item = queue.take();
        TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
        return item;
    }
}
