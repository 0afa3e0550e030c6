package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedQueue;
import java.util.List;

/** Two children put numbers on one queue, which the parent empties. */
public final class SquaresAndNegatives {
    private static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5);

    private SquaresAndNegatives() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start()) {
            SharedQueue<Integer> queue = manager.queue();
            JvmProcess squares = JvmProcess.start(() -> NUMBERS.forEach(i -> queue.add(i * i)));
            JvmProcess negatives = JvmProcess.start(() -> NUMBERS.forEach(i -> queue.add(-i)));
            squares.join(); // no need to empty the queue first: what was put is no longer in the child
            negatives.join();
            while (!queue.isEmpty()) {
                System.out.println(queue.take());
            }
        }
    }
}
