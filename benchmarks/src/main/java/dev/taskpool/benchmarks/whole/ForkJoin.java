package dev.taskpool.benchmarks.whole;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;

/** Makes a plain ForkJoinPool. */
public final class ForkJoin implements IntFunction<ExecutorService> {
    /** Found by its name. */
    public ForkJoin() {}

    @Override
    public ExecutorService apply(int workers) {
        return new ForkJoinPool(workers);
    }
}
