package dev.taskpool.internal.supervise;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.TaskCancelledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call's result, completed by its collector. Others who hold it can wait and cancel, not complete: what a
 * {@link CompletableFuture} offers for that is refused.
 */
final class PoolFuture<R> extends CompletableFuture<R> implements AsyncResult<R> {
    private final Consumer<Boolean> whenCancelled;
    private volatile CompletableFuture<Fate> fate = CompletableFuture.completedFuture(Fate.NEVER_BEGUN);
    private volatile @Nullable InOrder steps;
    private @Nullable Runnable beforeEnd;
    private boolean ending;

    /** Tells {@code whenCancelled} once if somebody cancels, with whether what runs is to be stopped. */
    PoolFuture(Consumer<Boolean> whenCancelled) {
        this.whenCancelled = whenCancelled;
    }

    /** Stops what runs of a call that was cancelled. */
    void stop() {
        if (isCancelled()) {
            whenCancelled.accept(true);
        }
    }

    /** Whether the call ended without a worker having begun it; waits until that is known, not for what runs. */
    boolean neverBegan(Duration patience) {
        try {
            return !fate.get(patience.toNanos(), TimeUnit.NANOSECONDS).begun();
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        } catch (TimeoutException | ExecutionException e) {
            return false; // it cannot be said; a task must not be run twice
        }
    }

    /** This is the result of a call that was accepted. */
    void isOf(OpenCall call) {
        fate = call.fate();
        steps = call.steps();
    }

    /**
     * Waits for the end and reads meanwhile what comes, in the calling thread. Only for the thread whose own call this
     * is: what others have done at the end would be done in it. Returns early if it is interrupted or cannot help.
     */
    void help() {
        InOrder known = steps;
        if (known != null) {
            known.help(this::isDone);
        }
    }

    /**
     * Runs a step right before this ends, at once if it has ended. Whoever sees this ended and goes on to end another
     * can be sure that the step came first.
     */
    void beforeEnd(Runnable step) {
        synchronized (this) {
            if (!ending) {
                beforeEnd = step;
                return;
            }
        }
        step.run();
    }

    private void aboutToEnd() {
        Runnable step;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            step = beforeEnd;
        }
        if (step != null) {
            step.run();
        }
    }

    /** Waits, uninterruptibly, for what is about to end; says why it failed, or empty. */
    Optional<Throwable> awaitEnd() {
        boolean interrupted = false;
        while (!isDone()) {
            try {
                super.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.handle((value, failure) -> Optional.ofNullable(failure)).join();
    }

    void succeed(R value) {
        aboutToEnd();
        super.complete(value);
    }

    void fail(Throwable failure) {
        aboutToEnd();
        super.completeExceptionally(failure);
    }

    /** The call was cancelled by the pool, not by a holder of this. */
    void drop() {
        aboutToEnd();
        super.cancel(false);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (isDone()) {
            return isCancelled();
        }
        aboutToEnd();
        var dump = fate.thenApply(Fate::threadDump).minimalCompletionStage();
        if (super.completeExceptionally(new TaskCancelledException("cancelled", dump))) {
            whenCancelled.accept(mayInterrupt);
        }
        return isCancelled();
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        try {
            return super.get();
        } catch (CancellationException e) {
            throw unwrapped(e);
        }
    }

    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return super.get(timeout, unit);
        } catch (CancellationException e) {
            throw unwrapped(e);
        }
    }

    /** Later JDKs throw another one, with ours as its cause. */
    private static CancellationException unwrapped(CancellationException thrown) {
        return thrown.getCause() instanceof TaskCancelledException own ? own : thrown;
    }

    @Override
    public R get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public R join() {
        try {
            return get();
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new PoolException("the call failed: " + failure, failure);
    }

    @Override
    public boolean ready() {
        return isDone();
    }

    @Override
    public boolean successful() {
        if (!isDone()) {
            throw new IllegalStateException("successful() was asked while the call is running (expected: ready)");
        }
        return !isCompletedExceptionally();
    }

    @Override
    public boolean await(Duration timeout) {
        try {
            get(timeout);
        } catch (TimeoutException e) {
            return isDone();
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        } catch (ExecutionException | CancellationException e) {
            return true; // how it ended was not asked
        }
        return true;
    }

    @Override
    public CompletableFuture<R> toCompletableFuture() {
        return copy();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean complete(R value) {
        throw refused();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        throw refused();
    }

    @Override
    public void obtrudeValue(R value) {
        throw refused();
    }

    @Override
    public void obtrudeException(Throwable failure) {
        throw refused();
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("only the pool completes a result; use toCompletableFuture() for a copy");
    }
}
