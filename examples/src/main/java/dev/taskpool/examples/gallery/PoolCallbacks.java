package dev.taskpool.examples.gallery;

import dev.taskpool.TaskPool;

/** Ten calls without waiting, whose callbacks run in the parent, and ten one after the other. */
public final class PoolCallbacks {
    private static final int CALLS = 10;

    private PoolCallbacks() {}

    /**
     * Runs the example.
     *
     * @param args how many workers (5)
     */
    public static void main(String[] args) {
        int workers = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        TaskPool pool = TaskPool.create(workers);
        for (int i = 0; i < CALLS; i++) {
            pool.applyAsync(
                    PoolCallbacks::work,
                    i,
                    result -> System.out.println("callback " + result + " in "
                            + ProcessHandle.current().pid()));
        }
        for (int i = 0; i < CALLS; i++) {
            System.out.println("apply " + pool.apply(PoolCallbacks::work, i));
        }
        pool.shutdown(); // Python's close
        pool.join();
    }

    private static int work(int i) {
        return i + 100;
    }
}
