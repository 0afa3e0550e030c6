package dev.taskpool.benchmarks.soak;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Frozen workers that are to go on, and when. For one thread. */
final class Thaw {
    private record Frozen(ProcessHandle worker, long dueNanos) {}

    private final PriorityQueue<Frozen> frozen = new PriorityQueue<>(Comparator.comparingLong(Frozen::dueNanos));

    void plan(ProcessHandle worker, long dueNanos) {
        frozen.add(new Frozen(worker, dueNanos));
    }

    void due(long nowNanos, Consumer<ProcessHandle> thaw) {
        for (Frozen next = frozen.peek(); next != null && next.dueNanos() <= nowNanos; next = frozen.peek()) {
            frozen.remove();
            thaw.accept(next.worker());
        }
    }
}
