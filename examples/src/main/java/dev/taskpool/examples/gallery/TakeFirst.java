package dev.taskpool.examples.gallery;

import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedQueue;

/** A queue gives first what was put first. */
public final class TakeFirst {
    private TakeFirst() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start()) {
            SharedQueue<Integer> queue = manager.queue();
            queue.put(1);
            queue.put(2);
            queue.put(3);
            System.out.println(queue.take());
        }
    }
}
