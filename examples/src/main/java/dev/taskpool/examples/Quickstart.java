package dev.taskpool.examples;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The first five minutes with a pool: map, apply, a callback, and the end. */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (TaskPool pool = TaskPool.create()) {
            System.out.println("this JVM is process " + ProcessHandle.current().pid() + ", its pool has "
                    + pool.workers() + " workers");

            // One function, many items: the results come back in the order of the items.
            List<Integer> cubes =
                    pool.map(x -> x * x * x, IntStream.range(0, 10).boxed().toList());
            System.out.println("cubes: " + cubes);

            // One call, and its result. It ran in another process.
            long pid = pool.apply(() -> ProcessHandle.current().pid());
            System.out.println("apply ran in process " + pid);

            // A call that does not wait. The callback runs when the result is there.
            AsyncResult<Long> sum = pool.applyAsync(
                    () -> LongStream.rangeClosed(1, 1_000_000).sum(),
                    result -> System.out.println("callback: the sum is " + result));
            System.out.println("meanwhile, this thread goes on");
            System.out.println("get: the sum is " + sum.join());

            // No more tasks; wait for what runs. Leaving the try block would do the same.
            pool.shutdown();
            pool.join();
            System.out.println("the pool has ended: " + pool.isTerminated());
        }
    }
}
