package dev.taskpool.benchmarks.peers;

import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/** Makes a pool of PP4J for so many workers; found by its name. */
public final class Pp4jPool implements IntFunction<ExecutorService> {
    private static final int HEAP_MB = 1_024;

    /** Found by its name. */
    public Pp4jPool() {}

    @Override
    public ExecutorService apply(int workers) {
        try {
            return new JavaProcessPoolExecutor(
                    new SimpleJavaProcessOptions(0, HEAP_MB, 0, 0), workers, workers, 0, null, false);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
