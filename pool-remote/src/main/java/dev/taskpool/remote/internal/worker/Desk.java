package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.Piece;
import dev.taskpool.spi.ThreadDumps;
import dev.taskpool.spi.WorkQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The item that the task thread has at hand. Thread-safe.
 *
 * <p>Taking an item from the queue and dropping a call are one step each, so that a call that is dropped finds its item
 * either in the queue or here. Both are guarded by the queue's lock, which taking an item needs anyway.
 */
final class Desk {
    private final WorkQueue queue;
    private @Nullable ItemContext atHand;
    private @Nullable Thread taskThread;

    Desk(WorkQueue queue) {
        this.queue = queue;
    }

    /**
     * Takes the next item of a unit, for the calling thread.
     *
     * @return the item's context, {@code null} if none is left
     */
    @Nullable
    ItemContext begin(WorkQueue.Held held, ItemContext.Factory contexts) {
        synchronized (queue) {
            int offset = queue.begin(held);
            atHand = offset < 0 ? null : contexts.of(held.unit(), offset);
            taskThread = Thread.currentThread();
            return atHand;
        }
    }

    /** The item's code has ended: no interrupt meant for it comes after this, and one that has come is cleared. */
    void end() {
        synchronized (queue) {
            if (atHand != null) {
                atHand.end();
            }
            atHand = null;
            Thread.interrupted();
        }
    }

    /** Interrupts the task thread, if it runs just this item. */
    void interrupt(long unitId, int offset) {
        synchronized (queue) {
            boolean runs = atHand != null && atHand.unit().id() == unitId && atHand.offset() == offset;
            if (runs && taskThread != null) {
                taskThread.interrupt();
            }
        }
    }

    /** What the threads of this JVM are doing, the task thread first. */
    String threadDump() {
        return ThreadDumps.ofAll(taskThread());
    }

    private Thread taskThread() {
        synchronized (queue) {
            return taskThread == null ? Thread.currentThread() : taskThread;
        }
    }

    /**
     * Drops what has not begun of a call, and lets the item at hand know if it belongs to it.
     *
     * @return what will not be run
     */
    List<Piece> drop(long callId) {
        synchronized (queue) {
            if (atHand != null && atHand.unit().call().callId() == callId) {
                atHand.cancel();
            }
            return queue.drop(callId);
        }
    }
}
