package dev.taskpool.benchmarks.whole;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Taskpool.
 *
 * @param threads whether its workers are threads of this JVM
 * @param configuration HOCON that goes before the defaults; empty for none
 */
record TaskpoolPeer(boolean threads, String configuration) implements Peer {
    /** Many JVMs that start together on few processors take their time. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    @Override
    public Pool open(int workers, Want want) {
        return new Running(pool(workers, want));
    }

    /** Starts a pool to be used by its own names. */
    TaskPool pool(int workers, Want want) {
        if (threads && !want.equals(Want.NOTHING)) {
            throw new UnsupportedOperationException("threads have no processes");
        }
        Config config = ConfigFactory.parseString(configuration)
                .withFallback(ConfigFactory.parseString("taskpool.worker.spares = " + want.spares()))
                .withFallback(ConfigFactory.load());
        TaskPool.Builder builder = TaskPool.builder().config(config).workers(workers);
        if (threads) {
            return builder.inProcess().build();
        }
        if (want.tasksPerWorker() > 0) {
            builder.maxTasksPerChild(want.tasksPerWorker());
        }
        return builder.maxHeap(want.maxHeap()).startTimeout(START_LIMIT).build();
    }

    @Override
    public List<String> arguments() {
        return List.of(threads ? "threads" : "processes", configuration);
    }

    /** A pool of Taskpool. */
    record Running(TaskPool pool) implements Pool {
        @Override
        public <T, R> R apply(TaskFunction<T, R> function, T item) {
            return pool.apply(function, item);
        }

        @Override
        public <T, R> Future<R> submit(TaskFunction<T, R> function, T item) {
            return pool.applyAsync(function, item);
        }

        @Override
        public <T, R> List<R> map(TaskFunction<T, R> function, List<T> items, int chunkSize) {
            return chunkSize == 0 ? pool.map(function, items) : pool.map(function, items, chunkSize);
        }

        @Override
        public <T, R> Iterator<R> stream(
                TaskFunction<T, R> function, Iterable<T> items, int chunkSize, boolean ordered) {
            if (ordered) {
                return chunkSize == 0 ? pool.imap(function, items) : pool.imap(function, items, chunkSize);
            }
            return chunkSize == 0
                    ? pool.imapUnordered(function, items)
                    : pool.imapUnordered(function, items, chunkSize);
        }

        @Override
        public List<Long> pids() {
            List<Long> pids = pool.stats().workers().stream()
                    .filter(worker -> worker.state() == WorkerInfo.State.IDLE)
                    .map(WorkerInfo::pid)
                    .toList();
            if (pids.contains(ProcessHandle.current().pid())) {
                throw new UnsupportedOperationException("threads have no processes");
            }
            return pids;
        }

        @Override
        public void kill() {
            pool.terminate();
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
