package dev.taskpool.remote.internal.worker;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkQueue;
import dev.taskpool.spi.WorkUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of an item: first to the log that outlives this process, then to the parent. For the task thread.
 */
final class Reporter {
    private static final long SINGLE_LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long ITEM_LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Payloads payloads;
    private final OutcomeLog log;
    private final Outbox outbox;
    private final WorkQueue queue;

    Reporter(Payloads payloads, OutcomeLog log, Outbox outbox, WorkQueue queue) {
        this.payloads = payloads;
        this.log = log;
        this.outbox = outbox;
        this.queue = queue;
    }

    /** The item ended with a value; one that cannot be written makes it a failure. */
    void value(WorkUnit unit, int offset, long begunNanos, long endedNanos, @Nullable Object result) {
        long elapsedNanos = endedNanos - begunNanos;
        Items.Encoded row;
        try {
            row = payloads.writeResult(result);
        } catch (Throwable t) {
            failure(unit, offset, elapsedNanos, t);
            return;
        }
        log.appendValue(unit.id(), offset, elapsedNanos, row.data(), row.start(0), row.length(0));
        payloads.publish();
        outbox.value(unit.id(), offset, elapsedNanos, row, endedNanos, lingerNanos(unit, offset));
    }

    /** No item of a unit is left: unless there is other work, what has not been told is told now. */
    void unitEnded() {
        if (!queue.hasWork()) {
            outbox.flush();
        }
    }

    /** Whoever waits for one task is told soon; for many items, fewer messages get the whole done sooner. */
    private long lingerNanos(WorkUnit unit, int offset) {
        boolean isLast = offset + 1 == unit.items().size();
        if (isLast && !queue.hasWork()) {
            return 0;
        }
        return unit.call().single() ? SINGLE_LINGER_NANOS : ITEM_LINGER_NANOS;
    }

    /** The item ended with a failure. */
    void failure(WorkUnit unit, int offset, long elapsedNanos, Throwable failure) {
        byte[] written = write(failure);
        boolean retryable = isOneOf(failure, unit.call().retryOn());
        log.appendFault(unit.id(), offset, elapsedNanos, written, retryable);
        payloads.publish();
        outbox.fault(new Fault(unit.id(), offset, written, elapsedNanos, retryable), lingerNanos(unit, offset));
        if (isOutOfMemory(failure)) {
            outbox.flush();
            throw new HeapExhausted(failure);
        }
    }

    /** Also while a function, an item or a result was read or written. */
    private static boolean isOutOfMemory(Throwable failure) {
        Throwable cause = failure instanceof TaskSerializationException ? failure.getCause() : failure;
        return cause instanceof OutOfMemoryError;
    }

    /** Writes a failure, or a plain one in its place if its own code breaks that. */
    private byte[] write(Throwable failure) {
        try {
            return payloads.writeFailure(failure);
        } catch (Throwable t) {
            return payloads.writeFailure(new IllegalStateException(
                    "the task failed with " + failure.getClass().getName() + ", which could not be written", t));
        }
    }

    private static boolean isOneOf(Throwable failure, List<String> classNames) {
        if (classNames.isEmpty()) {
            return false;
        }
        for (Class<?> c = failure.getClass(); c != null; c = c.getSuperclass()) {
            if (classNames.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }
}
