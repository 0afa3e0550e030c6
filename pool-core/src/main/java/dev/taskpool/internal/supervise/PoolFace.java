package dev.taskpool.internal.supervise;

import dev.taskpool.AsyncResult;
import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.PoolStats;
import dev.taskpool.ResultIterator;
import dev.taskpool.Task;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskConsumer;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.sync.Manager;
import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The face of a pool: checks arguments, and turns each call into one of a few kinds. */
final class PoolFace implements TaskPool {
    private static final int SELF_SIZED = 0;

    /** How long a terminated pool waits for a callback that runs; one that hangs must not keep anybody. */
    private static final Duration CALLBACK_PATIENCE = Duration.ofSeconds(5);

    final PoolCore core;
    private final Intake intake;
    private final TaskOptions options;

    /** The same object in all views of a pool; when it is unreachable, the pool was forgotten. */
    private final Object lease;

    PoolFace(PoolCore core, TaskOptions options, Object lease) {
        this.core = core;
        this.intake = new Intake(core, lease);
        this.options = options;
        this.lease = lease;
    }

    // ---- one call

    private <R> AsyncResult<R> task(Object function) {
        return intake.single(function, options);
    }

    @Override
    public <R> AsyncResult<R> applyAsync(Task<R> task) {
        return task(Objects.requireNonNull(task, "task"));
    }

    @Override
    public <R> AsyncResult<R> applyAsync(
            Task<R> task, Consumer<? super R> callback, Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(task, "task");
        return calledBack(callback, errorCallback, () -> intake.single(task, options));
    }

    @Override
    public <T, R> AsyncResult<R> applyAsync(TaskFunction<? super T, ? extends R> fn, T item) {
        return intake.single(Objects.requireNonNull(fn, "fn"), item, options);
    }

    @Override
    public <T, R> AsyncResult<R> applyAsync(
            TaskFunction<? super T, ? extends R> fn,
            T item,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(fn, "fn");
        return calledBack(callback, errorCallback, () -> intake.single(fn, item, options));
    }

    @Override
    public <A, B, R> AsyncResult<R> applyAsync(TaskBiFunction<? super A, ? super B, ? extends R> fn, A a, B b) {
        return intake.single(Objects.requireNonNull(fn, "fn"), new SimpleImmutableEntry<>(a, b), options);
    }

    @Override
    public <A, B, R> AsyncResult<R> applyAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            A a,
            B b,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(fn, "fn");
        return calledBack(callback, errorCallback, () -> intake.single(fn, new SimpleImmutableEntry<>(a, b), options));
    }

    @Override
    public AsyncResult<Void> runAsync(TaskAction action) {
        return task(Objects.requireNonNull(action, "action"));
    }

    @Override
    public AsyncResult<Void> runAsync(
            TaskAction action, Consumer<? super Void> callback, Consumer<? super Throwable> errorCallback) {
        Objects.requireNonNull(action, "action");
        return calledBack(callback, errorCallback, () -> intake.single(action, options));
    }

    private <R> AsyncResult<R> calledBack(
            Consumer<? super R> callback, Consumer<? super Throwable> errorCallback, Supplier<PoolFuture<R>> call) {
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(errorCallback, "errorCallback");
        PoolFuture<R> result = call.get();
        core.threads().callBack(result, callback, errorCallback);
        return result;
    }

    // ---- many items

    @Override
    public <T, R> AsyncResult<List<R>> mapAsync(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items) {
        return intake.many(required(fn, "items", items), items, SELF_SIZED, options);
    }

    @Override
    public <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize) {
        return intake.many(required(fn, "items", items), items, checked(chunksize), options);
    }

    @Override
    public <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn,
            Iterable<? extends T> items,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        required(fn, "items", items);
        return calledBack(callback, errorCallback, () -> intake.many(fn, items, SELF_SIZED, options));
    }

    @Override
    public <T, R> AsyncResult<List<R>> mapAsync(
            TaskFunction<? super T, ? extends R> fn,
            Iterable<? extends T> items,
            int chunksize,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        required(fn, "items", items);
        checked(chunksize);
        return calledBack(callback, errorCallback, () -> intake.many(fn, items, chunksize, options));
    }

    @Override
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn, Iterable<? extends Map.Entry<A, B>> pairs) {
        return intake.many(required(fn, "pairs", pairs), copies(pairs), SELF_SIZED, options);
    }

    @Override
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize) {
        return intake.many(required(fn, "pairs", pairs), copies(pairs), checked(chunksize), options);
    }

    @Override
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        required(fn, "pairs", pairs);
        return calledBack(callback, errorCallback, () -> intake.many(fn, copies(pairs), SELF_SIZED, options));
    }

    @Override
    public <A, B, R> AsyncResult<List<R>> starmapAsync(
            TaskBiFunction<? super A, ? super B, ? extends R> fn,
            Iterable<? extends Map.Entry<A, B>> pairs,
            int chunksize,
            Consumer<? super List<R>> callback,
            Consumer<? super Throwable> errorCallback) {
        required(fn, "pairs", pairs);
        checked(chunksize);
        return calledBack(callback, errorCallback, () -> intake.many(fn, copies(pairs), chunksize, options));
    }

    /** Whatever kind of entry the caller uses, one kind travels. */
    private static Iterable<?> copies(Iterable<? extends Map.Entry<?, ?>> pairs) {
        return () -> {
            Iterator<? extends Map.Entry<?, ?>> entries = pairs.iterator();
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Object next() {
                    return new SimpleImmutableEntry<>(entries.next());
                }
            };
        };
    }

    @Override
    public <T> void forEach(TaskConsumer<? super T> action, Iterable<? extends T> items) {
        Waiting.result(intake.<Object>many(
                required(Objects.requireNonNull(action, "action"), "items", items), items, SELF_SIZED, options));
    }

    @Override
    public <T> void forEach(TaskConsumer<? super T> action, Iterable<? extends T> items, int chunksize) {
        Waiting.result(intake.<Object>many(
                required(Objects.requireNonNull(action, "action"), "items", items),
                items,
                checked(chunksize),
                options));
    }

    @Override
    public <T, R> ResultIterator<R> imap(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items) {
        return iterate(required(fn, "items", items), items, SELF_SIZED, true);
    }

    @Override
    public <T, R> ResultIterator<R> imap(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize) {
        return iterate(required(fn, "items", items), items, checked(chunksize), true);
    }

    @Override
    public <T, R> ResultIterator<R> imapUnordered(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items) {
        return iterate(required(fn, "items", items), items, SELF_SIZED, false);
    }

    @Override
    public <T, R> ResultIterator<R> imapUnordered(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize) {
        return iterate(required(fn, "items", items), items, checked(chunksize), false);
    }

    private <R> ResultIterator<R> iterate(Object fn, Iterable<?> items, int chunksize, boolean ordered) {
        return intake.lazy(fn, items, chunksize, ordered, options);
    }

    @Override
    public <T, R> List<Outcome<R>> mapSettled(TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items) {
        return Waiting.result(intake.settled(required(fn, "items", items), items, SELF_SIZED, options));
    }

    @Override
    public <T, R> List<Outcome<R>> mapSettled(
            TaskFunction<? super T, ? extends R> fn, Iterable<? extends T> items, int chunksize) {
        return Waiting.result(intake.settled(required(fn, "items", items), items, checked(chunksize), options));
    }

    private static Object required(Object function, String name, Iterable<?> items) {
        Objects.requireNonNull(items, name);
        return Objects.requireNonNull(function, "fn");
    }

    private static int checked(int chunksize) {
        if (chunksize < 1) {
            throw new IllegalArgumentException("chunksize: " + chunksize + " (expected: >= 1)");
        }
        return chunksize;
    }

    // ---- options and ends

    @Override
    public TaskPool with(TaskOptions newOptions) {
        return new PoolFace(core, Objects.requireNonNull(newOptions, "options"), lease);
    }

    @Override
    public void shutdown() {
        if (!core.isShared()) {
            core.shutDown();
        }
    }

    @Override
    public void join() {
        checkJoinable();
        Waiting.until(core.terminated());
    }

    @Override
    public boolean join(Duration timeout) {
        checkJoinable();
        return Waiting.atMost(timeout, core.terminated());
    }

    private void checkJoinable() {
        if (!core.closing()) {
            throw new IllegalStateException(
                    "pool " + name() + " is running (expected: shutdown(), close() or terminate() before join())");
        }
        checkOutside("join()");
    }

    private void checkOutside(String what) {
        String inside = core.place().inside();
        if (inside != null && !core.terminated().isDone()) {
            throw new IllegalStateException(
                    what + " in " + inside + " of pool " + name() + " would wait for itself (use shutdown() there)");
        }
    }

    @Override
    public void close() {
        if (core.isShared()) {
            return;
        }
        core.shutDown();
        checkOutside("close()");
        try {
            Waiting.until(core.terminated());
        } catch (PoolException e) {
            terminate(); // it was interrupted, and still is
        }
    }

    /** It takes moments, so it is not given up for an interruption, whose flag stays. */
    @Override
    public void terminate() {
        if (core.isShared()) {
            return;
        }
        core.terminate();
        if (core.place().isReader()) {
            core.workersGone().join();
            return;
        }
        core.released().join();
        if (!core.threads().onCallbackThread()) {
            core.terminated()
                    .copy()
                    .completeOnTimeout(null, CALLBACK_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
    }

    @Override
    public boolean isShutdown() {
        return core.closing();
    }

    @Override
    public boolean isTerminated() {
        return core.terminated().isDone();
    }

    @Override
    public ExecutorService asExecutorService() {
        return new PoolExecutor(this);
    }

    @Override
    public PoolStats stats() {
        return core.stats();
    }

    @Override
    public Manager manager() {
        return core.sharing().manager();
    }

    @Override
    public String name() {
        return core.name();
    }

    @Override
    public int workers() {
        return core.settings().workers();
    }

    CompletableFuture<Void> terminated() {
        return core.terminated();
    }

    /** For who does not expect to wait: where there is no room, it is refused. */
    <R> PoolFuture<R> submitAtOnce(Object task) {
        return intake.singleAtOnce(task, options);
    }

    @Override
    public String toString() {
        return "TaskPool[name=" + name() + ", workers=" + workers() + ", "
                + (isTerminated() ? "ended" : isShutdown() ? "closing" : "running") + "]";
    }
}
