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
    private static final TaskOptions DEFAULTS = new TaskOptions("", null, 0, List.of(), Duration.ZERO, 0);

    private final String name;
    private final @Nullable Duration timeout;
    private final int retries;
    private final List<Class<? extends Throwable>> retryOn;
    private final Duration backoff;
    private final int priority;

    private TaskOptions(
            String name,
            @Nullable Duration timeout,
            int retries,
            List<Class<? extends Throwable>> retryOn,
            Duration backoff,
            int priority) {
        this.name = name;
        this.timeout = timeout;
        this.retries = retries;
        this.retryOn = retryOn;
        this.backoff = backoff;
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
        return new TaskOptions(Objects.requireNonNull(name, "name"), timeout, retries, retryOn, backoff, priority);
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
        return new TaskOptions(name, timeout, retries, retryOn, backoff, priority);
    }

    /**
     * How often an item is run again after its worker was lost or it timed out, and after the exceptions of
     * {@link #retryOn}.
     *
     * @param retries further runs beyond the first, 0 or more
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is negative
     */
    public TaskOptions retries(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException("retries: " + retries + " (expected: >= 0)");
        }
        return new TaskOptions(name, timeout, retries, retryOn, backoff, priority);
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
        return new TaskOptions(name, timeout, retries, List.of(types), backoff, priority);
    }

    /**
     * The pause before a further run; it doubles with each.
     *
     * @param backoff zero or more
     * @return a copy with this pause
     * @throws IllegalArgumentException if the pause is negative
     */
    public TaskOptions backoff(Duration backoff) {
        if (backoff.isNegative()) {
            throw new IllegalArgumentException("backoff: " + backoff + " (expected: zero or more)");
        }
        return new TaskOptions(name, timeout, retries, retryOn, backoff, priority);
    }

    /**
     * Items of a higher priority are begun before those of a lower one.
     *
     * @param priority any number
     * @return a copy with this priority
     */
    public TaskOptions priority(int priority) {
        return new TaskOptions(name, timeout, retries, retryOn, backoff, priority);
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
        return retries;
    }

    /**
     * The exceptions after which a task is run again.
     *
     * @return an unmodifiable list
     */
    public List<Class<? extends Throwable>> retryOn() {
        return retryOn;
    }

    /**
     * The pause before the second run.
     *
     * @return zero if there is none
     */
    public Duration backoff() {
        return backoff;
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
                && retries == that.retries
                && retryOn.equals(that.retryOn)
                && backoff.equals(that.backoff)
                && priority == that.priority;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, timeout, retries, retryOn, backoff, priority);
    }

    @Override
    public String toString() {
        return "TaskOptions[name=" + name + ", timeout=" + (timeout == null ? "unlimited" : timeout) + ", retries="
                + retries + ", retryOn=" + retryOn + ", backoff=" + backoff + ", priority=" + priority + "]";
    }
}
