package dev.taskpool.internal.supervise;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a caller's thread waits: interruption becomes a {@link PoolException} and keeps the flag. */
public final class Waiting {
    private Waiting() {}

    /**
     * Waits for a call of the waiting thread's own; interruption cancels the call.
     *
     * @param call the call
     * @return its result
     * @param <R> the type of the result
     */
    public static <R> R result(AsyncResult<R> call) {
        try {
            if (call instanceof PoolFuture<R> own) {
                own.help();
            }
            return call.join();
        } catch (PoolException e) {
            e.setStackTrace(new Throwable().getStackTrace()); // the caller's own: nobody else holds this call
            throw e;
        } finally {
            if (Thread.currentThread().isInterrupted() && !call.ready()) {
                call.cancel(true);
            }
        }
    }

    static PoolException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PoolException("The waiting thread was interrupted", e);
    }

    static void until(CompletableFuture<?> end) {
        try {
            end.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The pool's end failed", e.getCause());
        }
    }

    /** Waits for a limited time; false if that was not enough. */
    static boolean atMost(Duration timeout, CompletableFuture<?> end) {
        try {
            end.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return end.isDone();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The pool's end failed", e.getCause());
        }
    }
}
