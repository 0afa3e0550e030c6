package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.Wire;
import java.util.ArrayDeque;

/**
 * Outcomes on their way to a parent that may take them more slowly than they come. Thread-safe.
 *
 * <p>Without a bound they would fill this process's heap, or the carrier would drop some. The task thread asks before it
 * begins an item, so an item's time never includes the wait for the parent.
 */
final class OutcomeWindow {
    private record Sent(long number, long weight) {}

    private final ArrayDeque<Sent> onTheWay = new ArrayDeque<>();
    private long weight;
    private volatile boolean full;

    /** A message goes to the parent. */
    synchronized void sent(FromWorker.Outcomes message) {
        long its = message.weight();
        onTheWay.addLast(new Sent(message.number(), its));
        weight += its;
        judge();
    }

    /** The parent has taken all messages up to this one. */
    synchronized void taken(long number) {
        while (!onTheWay.isEmpty() && onTheWay.getFirst().number() <= number) {
            weight -= onTheWay.removeFirst().weight();
        }
        judge();
        notifyAll();
    }

    private void judge() {
        full = weight >= Wire.OUTCOMES_WEIGHT || onTheWay.size() >= Wire.OUTCOMES_MESSAGES;
    }

    /** Whether nothing more should be begun now. */
    boolean isFull() {
        return full;
    }

    /**
     * Waits until it is not full.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    synchronized void await() throws InterruptedException {
        while (full) {
            wait();
        }
    }
}
