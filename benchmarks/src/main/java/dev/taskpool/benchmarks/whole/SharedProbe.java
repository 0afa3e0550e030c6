package dev.taskpool.benchmarks.whole;

import dev.taskpool.TaskPool;

/** Uses the shared pool of a program, and prints how many milliseconds each of the first uses took to its result. */
final class SharedProbe {
    private static final int USES = 6;

    private SharedProbe() {}

    /**
     * Runs.
     *
     * @param args none
     */
    public static void main(String[] args) {
        for (int i = 0; i < USES; i++) {
            long begun = System.nanoTime();
            TaskPool.shared().apply(x -> x, i);
            System.out.print((System.nanoTime() - begun) / 1e6 + " ");
        }
        Probe.end();
    }
}
