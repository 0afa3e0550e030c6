package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Of random numbers on one queue, one consumer takes the odd and one the even, and puts back what is not its own. */
public final class OddAndEven {
    private static final int NUMBERS = 20;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    private OddAndEven() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start()) {
            SharedQueue<Integer> queue = manager.queue();
            JvmProcess odd = JvmProcess.start(() -> consume("odd", 1, queue));
            JvmProcess even = JvmProcess.start(() -> consume("even", 0, queue));
            List<Integer> numbers = new Random().ints(NUMBERS, 0, 100).boxed().toList();
            System.out.println("produced " + numbers);
            for (int number : numbers) {
                queue.put(number);
            }
            odd.join();
            even.join();
        }
    }

    private static void consume(String name, int remainder, SharedQueue<Integer> queue) throws InterruptedException {
        List<Integer> own = new ArrayList<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < QUIET_NANOS) {
            Integer number = queue.poll(QUIET_NANOS, TimeUnit.NANOSECONDS);
            if (number == null) {
                break;
            }
            if (number % 2 == remainder) {
                own.add(number);
                last = System.nanoTime();
            } else {
                queue.put(number);
                TimeUnit.MILLISECONDS.sleep(1); // leaves it to the other one
            }
        }
        System.out.println(name + " " + own);
    }
}
