package dev.taskpool.remote;

import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import java.util.List;
import java.util.stream.Stream;

/** A program that uses the shared pool, ends it in every way it can think of, and returns from main. */
final class SharedProgram {
    private SharedProgram() {}

    static List<String> command() {
        return EndingProgram.command(
                SharedProgram.class, List.of("-Dtaskpool.pools.shared.workers=1", "-Dtaskpool.worker.max-heap=64m"));
    }

    public static void main(String[] args) {
        TaskPool pool = TaskPool.shared();
        System.out.println(pool.name() + " " + pool.workers());
        try (TaskPool used = TaskPool.shared()) {
            System.out.println("same " + (used == pool) + " " + used.apply(x -> x + 1, 1));
        }
        pool.shutdown();
        pool.terminate();
        pool.asExecutorService().shutdownNow();
        System.out.println("open " + !pool.isShutdown() + " " + pool.map(x -> 2 * x, List.of(1, 2)));
        try {
            pool.run(() -> Runtime.getRuntime().halt(9));
        } catch (WorkerLostException e) {
            System.out.println("lost " + e.exitCode().orElse(-1));
        }
        Stream.of(3, 4)
                .forEach(x -> pool.applyAsync(it -> it * it, x, square -> System.out.println("later " + square)));
    }
}
