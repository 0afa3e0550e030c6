package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends outcomes to the parent, many in a message while there is more to run. Thread-safe.
 *
 * <p>A message costs far more than what it carries. So outcomes are kept until they fill a message, or until one of
 * them has waited long enough; a thread of its own sees to the latter, so that an outcome never waits behind a long
 * item. Messages are sent under the lock, which keeps them in order; sending does not block.
 */
final class Outbox implements Runnable {
    private final Consumer<FromWorker> parent;
    private final OutcomeWindow window;
    private final OutcomeBatch batch = new OutcomeBatch();
    private long number;
    private long dueNanos;

    /**
     * An outbox.
     *
     * @param parent gets the messages
     * @param window counts them
     */
    Outbox(Consumer<FromWorker> parent, OutcomeWindow window) {
        this.parent = parent;
        this.window = window;
    }

    /**
     * An item ended with a value.
     *
     * @param result a row of one
     * @param endedNanos when it ended; the clock is read no more often than it must, because that takes as long as a
     *     small item
     * @param lingerNanos how long from then it may wait for others, 0 if it may not
     */
    synchronized void value(
            long unitId, int offset, long elapsedNanos, Items.Encoded result, long endedNanos, long lingerNanos) {
        int length = result.length(0);
        before(length, endedNanos, lingerNanos);
        batch.addValue(unitId, offset, elapsedNanos, result.data(), result.start(0), length);
        flushIfDue(endedNanos);
    }

    /**
     * An item ended with a failure.
     *
     * @param lingerNanos how long it may wait for others, 0 if it may not
     */
    synchronized void fault(FromWorker.Fault fault, long lingerNanos) {
        long now = System.nanoTime();
        before(fault.failure().length, now, lingerNanos);
        batch.addFault(fault);
        flushIfDue(now);
    }

    /** An item begins; what ended before it is told first. */
    synchronized void began(long unitId, int offset) {
        flush();
        parent.accept(new FromWorker.Began(unitId, offset));
    }

    /** Sends what there is. */
    synchronized void flush() {
        if (!batch.isEmpty()) {
            number++;
            var message = new FromWorker.Outcomes(number, batch.take());
            window.sent(message); // first: it may be taken before the next line is run
            parent.accept(message);
        }
    }

    private void before(int length, long now, long lingerNanos) {
        if (batch.bytes() + length > Wire.MESSAGE_BYTES) {
            flush();
        }
        long itsDueNanos = now + lingerNanos;
        if (batch.isEmpty() || itsDueNanos - dueNanos < 0) {
            dueNanos = itsDueNanos;
            if (lingerNanos > 0) {
                notifyAll(); // the thread that watches the time; waking it for what is sent at once costs its wake-up
            }
        }
    }

    private void flushIfDue(long now) {
        if (dueNanos - now <= 0) {
            flush();
        }
    }

    private long leftNanos() {
        return dueNanos - System.nanoTime();
    }

    /** Watches the time, until interrupted. */
    @Override
    public synchronized void run() {
        try {
            while (true) {
                if (batch.isEmpty()) {
                    wait();
                } else if (leftNanos() <= 0) {
                    flush();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, leftNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
