package dev.taskpool.examples.gallery;

import dev.taskpool.sync.Manager;
import java.util.Collections;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;

/** A queue, a stack and a queue by priority: the JDK's for threads, a manager's for processes. */
public final class QueueOrders {
    private static final int CAPACITY = 10;

    private QueueOrders() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            show(
                    new LinkedBlockingQueue<>(),
                    Collections.asLifoQueue(new LinkedBlockingDeque<>()),
                    new PriorityBlockingQueue<>());
            return;
        }
        try (Manager manager = Manager.start()) {
            show(manager.queue(), manager.lifoQueue(CAPACITY), manager.priorityQueue(CAPACITY));
        }
    }

    private static void show(Queue<Integer> fifo, Queue<Integer> lifo, Queue<Entry> priority) {
        for (int i = 1; i <= 3; i++) {
            fifo.add(i);
            lifo.add(i);
        }
        priority.add(new Entry(3, "three"));
        priority.add(new Entry(-1, "minus one"));
        priority.add(new Entry(5, "five"));
        System.out.println(drain(fifo));
        System.out.println(drain(lifo));
        System.out.println(drain(priority));
    }

    private static String drain(Queue<?> queue) {
        StringJoiner drained = new StringJoiner(" ");
        while (!queue.isEmpty()) {
            drained.add(String.valueOf(queue.poll()));
        }
        return drained.toString();
    }

    /** A word with its rank. */
    private record Entry(int rank, String word) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Integer.compare(rank, other.rank);
        }

        @Override
        public String toString() {
            return rank + " " + word;
        }
    }
}
