package dev.taskpool.benchmarks.whole;

import dev.taskpool.Task;
import dev.taskpool.TaskFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Any pool that is an ExecutorService, made for a number of workers by a class that its name finds. Items that no chunk
 * size is given for are a task each, for such a pool has no other way.
 *
 * @param factory an {@code IntFunction<ExecutorService>} with a constructor without parameters
 */
record ExecutorPeer(String factory) implements Peer {
    @Override
    public Pool open(int workers, Want want) {
        if (!want.equals(Want.NOTHING)) {
            throw new UnsupportedOperationException("nothing is to be chosen but the number of workers");
        }
        return new Running(make(workers));
    }

    private ExecutorService make(int workers) {
        try {
            IntFunction<?> made = Class.forName(factory)
                    .asSubclass(IntFunction.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return (ExecutorService) made.apply(workers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("factory: " + factory, e);
        }
    }

    @Override
    public List<String> arguments() {
        return List.of("executor", factory);
    }

    private record Running(ExecutorService executor) implements Pool {
        @Override
        public <T, R> R apply(TaskFunction<T, R> function, T item) {
            return get(submit(function, item));
        }

        @Override
        public <T, R> Future<R> submit(TaskFunction<T, R> function, T item) {
            Task<R> task = () -> function.apply(item);
            return executor.submit(task);
        }

        @Override
        public <T, R> List<R> map(TaskFunction<T, R> function, List<T> items, int chunkSize) {
            int size = Math.max(1, chunkSize);
            var futures = new ArrayList<Future<ArrayList<R>>>();
            for (int from = 0; from < items.size(); from += size) {
                var chunk = new ArrayList<>(items.subList(from, Math.min(items.size(), from + size)));
                Task<ArrayList<R>> task = () -> all(function, chunk);
                futures.add(executor.submit(task));
            }
            var results = new ArrayList<R>(items.size());
            futures.forEach(future -> results.addAll(get(future)));
            return results;
        }

        private static <T, R> ArrayList<R> all(TaskFunction<T, R> function, List<T> chunk) throws Exception {
            var results = new ArrayList<R>(chunk.size());
            for (T item : chunk) {
                results.add(function.apply(item));
            }
            return results;
        }

        private static <R> R get(Future<R> future) {
            try {
                return future.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<Long> pids() {
            List<Long> pids =
                    ProcessHandle.current().children().map(ProcessHandle::pid).toList();
            if (pids.isEmpty()) {
                throw new UnsupportedOperationException("it has no processes");
            }
            return pids;
        }

        @Override
        public void kill() {
            executor.shutdownNow();
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
