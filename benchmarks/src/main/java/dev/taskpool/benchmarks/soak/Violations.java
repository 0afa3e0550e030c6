package dev.taskpool.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/** What must not be, in the order it was found; of many only the first are kept. Thread-safe. */
final class Violations {
    private static final int KEPT = 50;

    private final List<String> kept = new ArrayList<>();
    private long count;

    synchronized void add(String violation) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(violation);
        }
    }

    void addUnless(boolean holds, String violation) {
        if (!holds) {
            add(violation);
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<String> list() {
        return List.copyOf(kept);
    }
}
