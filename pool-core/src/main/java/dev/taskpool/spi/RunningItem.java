package dev.taskpool.spi;

import dev.taskpool.TaskContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of a unit while it runs, and what its task can ask about itself. A backend adds where it runs, and how
 * progress gets to the pool. Made when the item begins: its time limit counts from there.
 */
public abstract class RunningItem implements TaskContext {
    private final WorkUnit unit;
    private final int offset;
    private final long begunNanos = System.nanoTime();
    private volatile boolean cancelled;
    private volatile boolean ended;

    /**
     * Begins.
     *
     * @param unit the unit that the item belongs to
     * @param offset the item's place in it
     */
    protected RunningItem(WorkUnit unit, int offset) {
        this.unit = unit;
        this.offset = offset;
    }

    /**
     * Passes on what the task says of its progress.
     *
     * @param fraction between 0 and 1
     * @param message a short text
     */
    protected abstract void report(double fraction, String message);

    /**
     * The unit that the item belongs to.
     *
     * @return the unit
     */
    public final WorkUnit unit() {
        return unit;
    }

    /**
     * The item's place in its unit.
     *
     * @return 0 for the first
     */
    public final int offset() {
        return offset;
    }

    /**
     * How long the item has been running.
     *
     * @return nanoseconds
     */
    public final long elapsedNanos() {
        return System.nanoTime() - begunNanos;
    }

    /**
     * When it was begun.
     *
     * @return by {@link System#nanoTime}
     */
    public final long begunNanos() {
        return begunNanos;
    }

    /** Lets the task know that its result will not be used. */
    public final void cancel() {
        cancelled = true;
    }

    /** From now on nobody wants to know how far the item is. */
    public final void end() {
        ended = true;
    }

    @Override
    public final int attempt() {
        return unit.attempt();
    }

    @Override
    public final String taskName() {
        return unit.call().name();
    }

    @Override
    public final int itemIndex() {
        return unit.call().single() ? -1 : unit.firstIndex() + offset;
    }

    @Override
    public final Optional<Instant> deadline() {
        long limitNanos = unit.call().limitNanos();
        return limitNanos == 0 ? Optional.empty() : Optional.of(Instant.now().plusNanos(limitNanos - elapsedNanos()));
    }

    @Override
    public final boolean cancelled() {
        return cancelled;
    }

    @Override
    public final void progress(double fraction, String message) {
        Objects.requireNonNull(message, "message");
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction: " + fraction + " (expected: 0 to 1)");
        }
        if (!ended) {
            report(fraction, message);
        }
    }
}
