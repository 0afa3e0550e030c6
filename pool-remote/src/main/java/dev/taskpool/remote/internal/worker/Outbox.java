package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.Wire;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends outcomes to the parent, many in a message while there is more to run. Thread-safe.
 *
 * <p>A message costs far more than what it carries. So outcomes are kept until nothing is left to run, until they fill
 * a message, or for {@link #LINGER_NANOS}; a thread of its own sees to the last, so that an outcome never waits behind
 * a long item. Messages are sent under the lock, which keeps them in order; sending does not block.
 */
final class Outbox implements Runnable {
    /** How long an outcome may wait for others. */
    static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Consumer<FromWorker> parent;
    private final OutcomeWindow window;
    private final OutcomeBatch batch = new OutcomeBatch();
    private long number;
    private long oldestNanos;

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
     * @param more whether there is more to run now
     */
    synchronized void value(
            long unitId, int offset, long elapsedNanos, byte[] result, int from, int length, boolean more) {
        before(length);
        batch.addValue(unitId, offset, elapsedNanos, result, from, length);
        after(more);
    }

    /**
     * An item ended with a failure.
     *
     * @param more whether there is more to run now
     */
    synchronized void fault(FromWorker.Fault fault, boolean more) {
        before(fault.failure().length);
        batch.addFault(fault);
        after(more);
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

    private void before(int length) {
        if (batch.bytes() + length > Wire.MESSAGE_BYTES) {
            flush();
        }
        if (batch.isEmpty()) {
            oldestNanos = System.nanoTime();
            notifyAll(); // the thread that watches the time
        }
    }

    private void after(boolean more) {
        if (!more || lingerNanos() <= 0) {
            flush();
        }
    }

    private long lingerNanos() {
        return oldestNanos + LINGER_NANOS - System.nanoTime();
    }

    /** Watches the time, until interrupted. */
    @Override
    public synchronized void run() {
        try {
            while (true) {
                if (batch.isEmpty()) {
                    wait();
                } else if (lingerNanos() <= 0) {
                    flush();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, lingerNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
