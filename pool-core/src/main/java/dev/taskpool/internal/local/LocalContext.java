package dev.taskpool.internal.local;

import dev.taskpool.TaskContext;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What a task in a worker thread can ask about itself. */
final class LocalContext implements TaskContext {
    private final int worker;
    private final WorkUnit unit;
    private final int offset;
    private final Consumer<WorkerEvent> tell;
    private final Instant begun = Instant.now();
    private volatile boolean cancelled;

    LocalContext(int worker, WorkUnit unit, int offset, Consumer<WorkerEvent> tell) {
        this.worker = worker;
        this.unit = unit;
        this.offset = offset;
        this.tell = tell;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public int workerId() {
        return worker;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
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
        long limit = unit.call().limitNanos();
        return limit == 0 ? Optional.empty() : Optional.of(begun.plusNanos(limit));
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void progress(double fraction, String message) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction: " + fraction + " (expected: 0 to 1)");
        }
        tell.accept(new WorkerEvent.Progressed(worker, unit.id(), offset, fraction, message));
    }
}
