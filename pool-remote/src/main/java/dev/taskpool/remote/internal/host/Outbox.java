package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Sends in order, and no more at a time than the way to the child can hold: beyond that, messages would be dropped.
 *
 * <p>A ping after every so many messages tells how far the child has read. Not thread-safe.
 */
final class Outbox {
    /** Far below the carrier's queue, and enough to keep it busy. */
    static final int WINDOW = 256;

    static final int CHECKPOINT = WINDOW / 2;

    private final Consumer<ToWorker> way;
    private final ArrayDeque<ToWorker> waiting = new ArrayDeque<>();
    private final ArrayDeque<Long> checkpoints = new ArrayDeque<>();
    private int credit = WINDOW;
    private int sinceCheckpoint;
    private long pings;

    Outbox(Consumer<ToWorker> way) {
        this.way = way;
    }

    void send(ToWorker message) {
        waiting.addLast(message);
        flush();
    }

    /** Sends what must not wait. */
    void sendNow(ToWorker message) {
        way.accept(message);
    }

    /** Asks for a sign of life. */
    long ping() {
        pings++;
        way.accept(new ToWorker.Ping(pings));
        return pings;
    }

    void onPong(long number) {
        while (!checkpoints.isEmpty() && checkpoints.getFirst() <= number) {
            checkpoints.removeFirst();
            credit += CHECKPOINT;
        }
        flush();
    }

    /** Whether all was sent. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void flush() {
        while (credit > 0 && !waiting.isEmpty()) {
            way.accept(waiting.removeFirst());
            credit--;
            sinceCheckpoint++;
            if (sinceCheckpoint == CHECKPOINT) {
                sinceCheckpoint = 0;
                checkpoints.addLast(ping());
            }
        }
    }
}
