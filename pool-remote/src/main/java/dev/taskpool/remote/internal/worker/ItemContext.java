package dev.taskpool.remote.internal.worker;

import dev.taskpool.TaskContext;
import dev.taskpool.spi.WorkUnit;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One item of a unit while it runs, and what its task can ask about itself. */
final class ItemContext implements TaskContext {
    private final Factory worker;
    private final WorkUnit unit;
    private final int offset;
    private final long begunNanos;
    private volatile boolean cancelled;
    private volatile boolean ended;

    /**
     * What the items of a child have in common.
     *
     * @param workerId the child's number in the pool
     * @param pid its process id
     * @param chatter carries progress
     */
    record Factory(int workerId, long pid, ChatterBuffer chatter) {
        ItemContext of(WorkUnit unit, int offset) {
            return new ItemContext(this, unit, offset);
        }
    }

    private ItemContext(Factory worker, WorkUnit unit, int offset) {
        this.worker = worker;
        this.unit = unit;
        this.offset = offset;
        this.begunNanos = System.nanoTime();
    }

    WorkUnit unit() {
        return unit;
    }

    /** The item's place in the unit. */
    int offset() {
        return offset;
    }

    void cancel() {
        cancelled = true;
    }

    /** From now on nobody wants to know how far the item is. */
    void end() {
        ended = true;
    }

    @Override
    public int workerId() {
        return worker.workerId();
    }

    @Override
    public long pid() {
        return worker.pid();
    }

    @Override
    public int attempt() {
        return unit.attempt();
    }

    @Override
    public String taskName() {
        return unit.call().name();
    }

    @Override
    public int itemIndex() {
        return unit.call().single() ? -1 : unit.firstIndex() + offset;
    }

    @Override
    public Optional<Instant> deadline() {
        long limitNanos = unit.call().limitNanos();
        if (limitNanos == 0) {
            return Optional.empty();
        }
        long leftNanos = limitNanos - (System.nanoTime() - begunNanos);
        return Optional.of(Instant.now().plusNanos(leftNanos));
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void progress(double fraction, String message) {
        Objects.requireNonNull(message, "message");
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction: " + fraction + " (expected: 0 to 1)");
        }
        if (!ended) {
            worker.chatter().progress(unit.id(), offset, fraction, message);
        }
    }
}
