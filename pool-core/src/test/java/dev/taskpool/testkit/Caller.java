package dev.taskpool.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call made by a thread of its own, because it may have to wait.
 *
 * @param <T> the type of its result
 */
public final class Caller<T> {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** Where a thread stands that waits for room in a pool's queue. */
    private static final String GATE = "dev.taskpool.internal.supervise.Admission";

    /** Where a thread stands that waits for something to read: the JVM says that it runs. */
    private static final String SELECTOR = "sun.nio.ch.SelectorImpl";

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean flagged;

    private Caller(Callable<T> call) {
        thread = new Thread(() -> run(call), "caller");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Makes a call.
     *
     * @param call the call
     * @return who makes it
     * @param <T> the type of its result
     */
    public static <T> Caller<T> of(Callable<T> call) {
        return new Caller<>(call);
    }

    private void run(Callable<T> call) {
        try {
            T value = call.call();
            flagged = Thread.interrupted();
            outcome.complete(value);
        } catch (Throwable e) {
            flagged = Thread.interrupted();
            outcome.completeExceptionally(e);
        }
    }

    /** Returns when the thread waits for room in a pool's queue. */
    public void awaitFullQueue() {
        await().atMost(LIMIT)
                .until(() -> isWaiting()
                        && Arrays.stream(thread.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().equals(GATE)
                                        && frame.getMethodName().equals("await")));
    }

    /**
     * Whether the thread waits for something.
     *
     * @return false while it runs, and at its end
     */
    public boolean isWaiting() {
        return isWaiting(thread);
    }

    /**
     * Whether a thread waits for another one, or for something to read.
     *
     * @param thread the thread
     * @return false while it runs, and at its end
     */
    public static boolean isWaiting(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING
                || state == Thread.State.TIMED_WAITING
                || Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(SELECTOR));
    }

    /**
     * Whether the call has returned or thrown.
     *
     * @return false while it runs
     */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** Interrupts the thread. */
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * Whether the thread was interrupted when the call had ended.
     *
     * @return the flag
     */
    public boolean wasInterrupted() {
        return flagged;
    }

    /**
     * Waits for what the call returns.
     *
     * @return its value
     */
    public T value() throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Waits for what the call throws.
     *
     * @return its failure
     */
    public Throwable failure() throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.handle((value, failure) -> Optional.ofNullable(failure))
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .orElseThrow(() -> new AssertionError("it returned " + outcome.getNow(null)));
    }
}
