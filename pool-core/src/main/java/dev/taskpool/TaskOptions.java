package dev.taskpool;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call's items are run: name, time limit, retries, priority. Immutable and thread-safe.
 *
 * <pre>{@code
 * pool.with(TaskOptions.defaults().timeout(Duration.ofSeconds(5)).retries(2)).map(fn, items);
 * }</pre>
 */
public final class TaskOptions {
    private static final TaskOptions DEFAULTS = new TaskOptions("", null, Retry.NEVER, 0);

    private final String name;
    private final @Nullable Duration timeout;
    private final Retry retry;
    private final int priority;

    /** What is run again, how often and when. */
    private record Retry(int most, Bounds bounds, List<Class<? extends Throwable>> on, Duration backoff) {
        static final Retry NEVER = new Retry(0, Bounds.NONE, List.of(), Duration.ZERO);
    }

    /** How often at most after single kinds of ends. */
    private record Bounds(int failure, int crash, int outOfMemory) {
        static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private TaskOptions(String name, @Nullable Duration timeout, Retry retry, int priority) {
        this.name = name;
        this.timeout = timeout;
        this.retry = retry;
        this.priority = priority;
    }

    /**
     * No name, no time limit, no retries, priority 0.
     *
     * @return the defaults
     */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A name for logs, listeners and statistics.
     *
     * @param name any text
     * @return a copy with this name
     */
    public TaskOptions name(String name) {
        return new TaskOptions(Objects.requireNonNull(name, "name"), timeout, retry, priority);
    }

    /**
     * A limit for one item's run, counted from the moment a worker begins it and enforced by stopping the worker.
     *
     * @param timeout how long one run may take
     * @return a copy with this limit
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public TaskOptions timeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than zero)");
        }
        return new TaskOptions(name, timeout, retry, priority);
    }

    /**
     * How often an item is run again after its worker was lost or it timed out, and after the exceptions of
     * {@link #retryOn}; all of these together. {@link #retriesAfterFailure}, {@link #retriesAfterCrash} and
     * {@link #retriesAfterOutOfMemory} bound single kinds of ends further.
     *
     * @param retries further runs beyond the first, 0 or more
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is negative
     */
    public TaskOptions retries(int retries) {
        return with(new Retry(notNegative("retries", retries), retry.bounds, retry.on, retry.backoff));
    }

    /**
     * How many of the {@link #retries} may follow upon exceptions of {@link #retryOn}. Unless given, all of them.
     *
     * @param retries 0 or more
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is negative
     */
    public TaskOptions retriesAfterFailure(int retries) {
        return with(
                new Bounds(notNegative("retriesAfterFailure", retries), retry.bounds.crash, retry.bounds.outOfMemory));
    }

    /**
     * How many of the {@link #retries} may follow upon the loss of the item's worker, for whatever reason but memory: an
     * item that took so many workers along, and one more, is not tried on another. Unless given, all of them.
     *
     * @param retries 0 or more
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is negative
     */
    public TaskOptions retriesAfterCrash(int retries) {
        return with(
                new Bounds(retry.bounds.failure, notNegative("retriesAfterCrash", retries), retry.bounds.outOfMemory));
    }

    /**
     * How many of the {@link #retries} may follow upon the loss of the item's worker because it ran out of memory or grew
     * beyond its limit. Unless given, all of them.
     *
     * @param retries 0 or more
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is negative
     */
    public TaskOptions retriesAfterOutOfMemory(int retries) {
        return with(
                new Bounds(retry.bounds.failure, retry.bounds.crash, notNegative("retriesAfterOutOfMemory", retries)));
    }

    private TaskOptions with(Bounds bounds) {
        return with(new Retry(retry.most, bounds, retry.on, retry.backoff));
    }

    private TaskOptions with(Retry newRetry) {
        return new TaskOptions(name, timeout, newRetry, priority);
    }

    private static int notNegative(String what, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: >= 0)");
        }
        return number;
    }

    /**
     * Exceptions of the task, subclasses included, after which it is run again too, as often as {@link #retries} says.
     *
     * @param types exception classes
     * @return a copy with these classes
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, and copied at once
    public final TaskOptions retryOn(Class<? extends Throwable>... types) {
        return with(new Retry(retry.most, retry.bounds, List.of(types), retry.backoff));
    }

    /**
     * The pause before a further run; it doubles with each, and is lengthened by up to a fifth, differently for each item,
     * so that items that failed together do not all come back together.
     *
     * @param backoff zero or more
     * @return a copy with this pause
     * @throws IllegalArgumentException if the pause is negative
     */
    public TaskOptions backoff(Duration backoff) {
        if (backoff.isNegative()) {
            throw new IllegalArgumentException("backoff: " + backoff + " (expected: zero or more)");
        }
        return with(new Retry(retry.most, retry.bounds, retry.on, backoff));
    }

    /**
     * Items of a higher priority are begun before those of a lower one.
     *
     * @param priority any number
     * @return a copy with this priority
     */
    public TaskOptions priority(int priority) {
        return new TaskOptions(name, timeout, retry, priority);
    }

    /**
     * The name.
     *
     * @return an empty string if none was given
     */
    public String name() {
        return name;
    }

    /**
     * The time limit.
     *
     * @return empty if there is none
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /**
     * The number of further runs.
     *
     * @return 0 or more
     */
    public int retries() {
        return retry.most;
    }

    /**
     * The number of further runs after exceptions.
     *
     * @return 0 or more; at least {@link #retries()} unless given
     */
    public int retriesAfterFailure() {
        return retry.bounds.failure;
    }

    /**
     * The number of further runs after the loss of a worker.
     *
     * @return 0 or more; at least {@link #retries()} unless given
     */
    public int retriesAfterCrash() {
        return retry.bounds.crash;
    }

    /**
     * The number of further runs after the loss of a worker for want of memory.
     *
     * @return 0 or more; at least {@link #retries()} unless given
     */
    public int retriesAfterOutOfMemory() {
        return retry.bounds.outOfMemory;
    }

    /**
     * The exceptions after which a task is run again.
     *
     * @return an unmodifiable list
     */
    public List<Class<? extends Throwable>> retryOn() {
        return retry.on;
    }

    /**
     * The pause before the second run.
     *
     * @return zero if there is none
     */
    public Duration backoff() {
        return retry.backoff;
    }

    /**
     * The priority.
     *
     * @return 0 unless given
     */
    public int priority() {
        return priority;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TaskOptions that
                && name.equals(that.name)
                && Objects.equals(timeout, that.timeout)
                && retry.equals(that.retry)
                && priority == that.priority;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, timeout, retry, priority);
    }

    @Override
    public String toString() {
        return "TaskOptions[name=" + name + ", timeout=" + (timeout == null ? "unlimited" : timeout) + ", retries="
                + retry.most + bound("retriesAfterFailure", retry.bounds.failure)
                + bound("retriesAfterCrash", retry.bounds.crash)
                + bound("retriesAfterOutOfMemory", retry.bounds.outOfMemory) + ", retryOn=" + retry.on + ", backoff="
                + retry.backoff + ", priority=" + priority + "]";
    }

    private static String bound(String name, int retries) {
        return retries == Integer.MAX_VALUE ? "" : ", " + name + "=" + retries;
    }
}
