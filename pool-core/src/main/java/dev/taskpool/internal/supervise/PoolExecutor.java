package dev.taskpool.internal.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool behind the face of {@code java.util.concurrent}: what is submitted travels, so it must be serializable.
 *
 * <p>A task's failure is the cause of the {@code ExecutionException}, wrapped as everywhere in a pool. The failure of
 * an executed {@link Runnable} has no caller and is logged. Nothing here waits for room in the pool's queue: where it is
 * full, tasks are rejected.
 */
final class PoolExecutor extends AbstractExecutorService {
    private static final Logger log = LoggerFactory.getLogger(PoolExecutor.class);

    /** How long the workers may take to say what they have not begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PoolFace pool;
    private final Map<PoolFuture<?>, Runnable> unfinished = new ConcurrentHashMap<>();

    PoolExecutor(PoolFace pool) {
        this.pool = pool;
    }

    private <T> PoolFuture<T> send(Object task, Runnable shown) {
        PoolFuture<T> result = pool.submitAtOnce(task);
        unfinished.put(result, shown);
        result.whenComplete((value, failure) -> unfinished.remove(result));
        return result;
    }

    @Override
    public void execute(Runnable command) {
        Objects.requireNonNull(command, "command");
        this.<Object>send(command, command).whenComplete((value, failure) -> {
            if (failure != null) {
                log.error("executed task failed pool={}", pool.name(), failure);
            }
        });
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return send(task, new FutureTask<>(task));
    }

    @Override
    public Future<?> submit(Runnable task) {
        Objects.requireNonNull(task, "task");
        return send(task, task);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        Objects.requireNonNull(task, "task");
        return this.<Object>send(task, task).thenApply(nothing -> result);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return firstSuccess(tasks, Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new IllegalStateException("waited for ever", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return firstSuccess(tasks, unit.toNanos(timeout));
    }

    private <T> T firstSuccess(Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("tasks: none (expected: at least one)");
        }
        long begun = System.nanoTime();
        var ended = new LinkedBlockingQueue<PoolFuture<T>>();
        List<PoolFuture<T>> calls = sendAll(tasks);
        try {
            calls.forEach(call -> call.whenComplete((value, failure) -> ended.add(call)));
            for (int left = calls.size(); ; left--) {
                PoolFuture<T> next = ended.poll(nanos - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new TimeoutException(left + " (of " + calls.size() + ") tasks unfinished");
                }
                if (left == 1 || next.successful()) {
                    return next.get();
                }
            }
        } finally {
            calls.forEach(call -> call.cancel(true));
        }
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return allEnded(tasks, Long.MAX_VALUE);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return allEnded(tasks, unit.toNanos(timeout));
    }

    private <T> List<Future<T>> allEnded(Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException {
        long begun = System.nanoTime();
        List<PoolFuture<T>> calls = sendAll(tasks);
        try {
            for (PoolFuture<T> call : calls) {
                await(call, nanos - (System.nanoTime() - begun));
            }
        } finally {
            calls.forEach(call -> call.cancel(true)); // nothing to cancel but after a time-out or an interruption
        }
        return List.copyOf(calls);
    }

    private <T> List<PoolFuture<T>> sendAll(Collection<? extends Callable<T>> tasks) {
        tasks.forEach(task -> Objects.requireNonNull(task, "task"));
        var calls = new ArrayList<PoolFuture<T>>();
        try {
            for (Callable<T> task : tasks) {
                calls.add(send(task, new FutureTask<>(task)));
            }
        } catch (RuntimeException e) {
            calls.forEach(call -> call.cancel(true)); // all or none
            throw e;
        }
        return calls;
    }

    private static void await(PoolFuture<?> call, long nanos) throws InterruptedException {
        try {
            call.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            log.trace("a call ended in its own way, which its future tells", e);
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        pool.shutdown();
        Map<PoolFuture<?>, Runnable> stopped = Map.copyOf(unfinished);
        var never = new ArrayList<Runnable>();
        stopped.keySet().forEach(result -> result.cancel(false)); // first of all, so that nothing begins meanwhile
        stopped.keySet().forEach(PoolFuture::stop);
        stopped.forEach((result, task) -> {
            if (result.isCancelled() && result.neverBegan(PATIENCE)) {
                never.add(task);
            }
        });
        return never;
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            pool.terminated().get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return pool.isTerminated();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of pool " + pool.name() + " failed", e.getCause());
        }
    }

    /** Waits for what was accepted, as the JDK's executors do from 19 on. */
    @SuppressWarnings("override") // overrides ExecutorService.close() on newer JDKs only
    public void close() {
        pool.close();
    }
}
