package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool's own threads, where users' code may run: results are read on some, callbacks run on one. All daemons. */
final class PoolThreads {
    private static final Logger log = LoggerFactory.getLogger(PoolThreads.class);
    private static final long READERS_END_SECONDS = 10;

    private final ThreadLocal<Boolean> inCallback = new ThreadLocal<>();
    private final String pool;
    private final ResultThreads results;
    private final ThreadPoolExecutor callbacks;

    /** Knows whose it is. */
    private static final class OwnThread extends Thread {
        private final PoolThreads owner;

        OwnThread(PoolThreads owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }

    PoolThreads(String pool) {
        this.pool = pool;
        this.results = new ResultThreads(named("results"));
        this.callbacks =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("callbacks"));
    }

    private ThreadFactory named(String role) {
        var number = new AtomicInteger();
        return task -> new OwnThread(this, task, "taskpool-" + pool + "-" + role + "-" + number.incrementAndGet());
    }

    ResultThreads results() {
        return results;
    }

    /** Runs one after the other; what throws is logged and hurts nothing. */
    Executor callbacks() {
        return callback -> callbacks.execute(() -> runCallback(callback));
    }

    private void runCallback(Runnable callback) {
        inCallback.set(true);
        try {
            callback.run();
        } catch (Throwable e) {
            log.error("callback failed pool={}", pool, e);
        } finally {
            inCallback.remove();
        }
    }

    /** Hands a result to callbacks when it comes, in the order in which results come. */
    <R> void callBack(PoolFuture<R> result, Consumer<? super R> callback, Consumer<? super Throwable> errorCallback) {
        result.beforeEnd(() -> {
            try {
                callbacks.execute(() -> call(result, callback, errorCallback));
            } catch (RejectedExecutionException e) {
                log.warn("callback came too late pool={}: it had ended", pool);
            }
        });
    }

    private <R> void call(
            PoolFuture<R> result, Consumer<? super R> callback, Consumer<? super Throwable> errorCallback) {
        Optional<Throwable> failure = result.awaitEnd(); // may run what follows the result, which is no callback
        runCallback(() -> failure.ifPresentOrElse(errorCallback, () -> callback.accept(result.getNow(null))));
    }

    boolean onCallbackThread() {
        return Boolean.TRUE.equals(inCallback.get());
    }

    /** Whether it is one of these, whatever it runs. */
    boolean own(Thread thread) {
        return thread instanceof OwnThread of && of.owner == this;
    }

    /** Whether no result is being read and no callback runs or waits. */
    boolean idle() {
        return results.idle() && callbacks.getQueue().isEmpty() && callbacks.getActiveCount() == 0;
    }

    void closer(Runnable end) {
        named("closer").newThread(end).start();
    }

    void endResults() {
        try {
            if (!results.end(READERS_END_SECONDS)) {
                log.warn("a result is still being read at the pool's end pool={}", pool);
            }
        } catch (InterruptedException e) {
            throw new PoolException("the pool's closer was interrupted", e);
        }
    }

    void endCallbacks() {
        callbacks.shutdown();
        try {
            boolean ended = callbacks.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            log.debug("callbacks ended pool={} ended={}", pool, ended);
        } catch (InterruptedException e) {
            throw new PoolException("the pool's closer was interrupted", e);
        }
    }
}
