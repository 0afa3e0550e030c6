package dev.taskpool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs something once, after a while, on a thread of its own in this process, unless it is cancelled before: Python's
 * {@code threading.Timer}. For many of them, or for what is to be repeated, take a
 * {@link java.util.concurrent.ScheduledExecutorService}.
 *
 * <p>The program does not end before what it started so. What the action throws goes to its thread's handler of uncaught
 * exceptions. Thread-safe.
 */
public final class Timer {
    private static final AtomicInteger lastNumber = new AtomicInteger();

    private final CountDownLatch decided = new CountDownLatch(1);
    private final Duration delay;
    private final Runnable action;
    private final Thread thread;
    private boolean cancelled;
    private boolean begun;

    private Timer(Duration delay, Runnable action) {
        this.delay = delay;
        this.action = action;
        this.thread = new Thread(this::run, "taskpool-timer-" + lastNumber.incrementAndGet());
        thread.setDaemon(false);
    }

    /**
     * Starts a timer.
     *
     * @param delay how long to wait, zero or more
     * @param action what to run then
     * @return the timer
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    public static Timer after(Duration delay, Runnable action) {
        Objects.requireNonNull(action, "action");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: zero or more)");
        }
        var timer = new Timer(delay, action);
        timer.thread.start();
        return timer;
    }

    private void run() {
        try {
            if (!decided.await(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS) && begin()) {
                action.run();
            }
        } catch (InterruptedException e) {
            cancel(); // somebody wants the thread to end
        }
    }

    private synchronized boolean begin() {
        begun = !cancelled;
        return begun;
    }

    /**
     * Cancels the timer, if its time has not come. May be called again.
     *
     * @return whether the action will not be run; false if it has begun or has ended
     */
    public synchronized boolean cancel() {
        cancelled = !begun;
        decided.countDown();
        return cancelled;
    }

    /**
     * Waits until the action has ended, or the timer was cancelled.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException in the action itself, which would wait for its own end
     */
    public void join() throws InterruptedException {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("join() in a timer's action would wait for itself");
        }
        thread.join();
    }
}
