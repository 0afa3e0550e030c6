package dev.taskpool.remote;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Tasks;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

/** Goes on submitting while its JVM ends, until it is refused. */
final class HookProgram {
    private HookProgram() {}

    /** Pools of both kinds, left open. */
    @SuppressWarnings("MustBeClosedChecker")
    public static void main(String[] args) {
        TaskPool threads = TaskPool.threads(1);
        TaskPool processes = TaskPool.builder().workers(1).maxHeap("64m").build();
        System.out.println(threads.<Integer, Integer>apply(Tasks::square, 3)
                + processes.<Integer, Integer>apply(Tasks::square, 4));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            submitUntilRefused(threads);
            submitUntilRefused(processes);
        }));
        System.exit(5);
    }

    private static void submitUntilRefused(TaskPool pool) {
        while (true) {
            try {
                AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 5);
                try {
                    result.join();
                } catch (CancellationException | PoolException e) {
                    System.out.println("cancelled");
                }
            } catch (RejectedExecutionException e) {
                System.out.println("refused");
                return;
            }
        }
    }
}
