package dev.taskpool.benchmarks.whole;

import dev.taskpool.TaskFunction;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/** A kind of pool that is measured. What it has no call for is an UnsupportedOperationException, and no figure. */
interface Peer {
    /** Starts a pool as most users would. */
    default Pool open(int workers) {
        return open(workers, Want.NOTHING);
    }

    /** Starts a pool. */
    Pool open(int workers, Want want);

    /** Names this peer to the {@link Probe}, in a JVM of its own. */
    List<String> arguments();

    /**
     * What a pool is to be started with.
     *
     * @param maxHeap of each worker, as the JVM takes it
     * @param tasksPerWorker after how many tasks a worker is replaced; 0 for never
     * @param spares how many workers stand ready besides
     */
    record Want(String maxHeap, int tasksPerWorker, int spares) {
        static final Want NOTHING = heap("1g");

        static Want heap(String maxHeap) {
            return new Want(maxHeap, 0, 0);
        }
    }

    /** A pool that was started. */
    interface Pool extends AutoCloseable {
        /** Runs one task and waits for it. */
        <T, R> R apply(TaskFunction<T, R> function, T item);

        /** Has a task run. */
        <T, R> Future<R> submit(TaskFunction<T, R> function, T item);

        /** Runs a function over items, in chunks of a size, or 0 for the size that the pool chooses. */
        <T, R> List<R> map(TaskFunction<T, R> function, List<T> items, int chunkSize);

        /** Gives results as they come, in order or not. */
        default <T, R> Iterator<R> stream(
                TaskFunction<T, R> function, Iterable<T> items, int chunkSize, boolean ordered) {
            throw new UnsupportedOperationException();
        }

        /** The processes of the workers that are ready; there are none in an in-process pool. */
        default List<Long> pids() {
            throw new UnsupportedOperationException();
        }

        /** Ends it, whatever it is doing. */
        void kill();

        @Override
        void close();
    }
}
