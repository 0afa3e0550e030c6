package dev.taskpool.spi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units that one worker holds, in order. One thread runs them; another adds, takes back and drops what has not
 * begun. Thread-safe.
 *
 * <p>An item has begun once {@link #begin} returned it: from then on it can be neither taken back nor dropped.
 */
public final class WorkQueue {
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private boolean closed;

    /** A unit and how far it has come; its bounds are guarded by the queue. */
    public static final class Held {
        private final WorkUnit unit;
        private int next;
        private int end;

        private Held(WorkUnit unit) {
            this.unit = unit;
            this.end = unit.items().size();
        }

        /**
         * The unit.
         *
         * @return as it was added
         */
        public WorkUnit unit() {
            return unit;
        }
    }

    /** Makes an empty queue. */
    public WorkQueue() {}

    /**
     * Adds a unit at the end.
     *
     * @param unit what to run
     */
    public synchronized void add(WorkUnit unit) {
        held.addLast(new Held(unit));
        notifyAll();
    }

    /**
     * Waits for a unit with an item to run.
     *
     * @return the first, which stays in the queue until all its items have begun; {@code null} once the queue is closed
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized @Nullable Held await() throws InterruptedException {
        while (!closed) {
            Held first = first();
            if (first != null) {
                return first;
            }
            wait();
        }
        return null;
    }

    private @Nullable Held first() {
        while (!held.isEmpty() && held.getFirst().next >= held.getFirst().end) {
            held.removeFirst();
        }
        return held.peekFirst();
    }

    /**
     * Begins the next item of a unit.
     *
     * @param unit from {@link #await}
     * @return its offset in the unit, or -1 if none is left
     */
    public synchronized int begin(Held unit) {
        return unit.next < unit.end && !closed ? unit.next++ : -1;
    }

    /**
     * Whether something is left to begin.
     *
     * @return false if {@link #await} would wait
     */
    public synchronized boolean hasWork() {
        return first() != null;
    }

    /**
     * Takes back about half of the items that have not begun, the last first.
     *
     * @return tails of units; empty if nothing can be taken
     */
    public synchronized List<Piece> takeBack() {
        int waiting = 0;
        for (Held h : held) {
            waiting += takeable(h);
        }
        int wanted = (waiting + 1) / 2;
        var pieces = new ArrayList<Piece>();
        for (Iterator<Held> fromLast = held.descendingIterator(); wanted > 0 && fromLast.hasNext(); ) {
            Held h = fromLast.next();
            int all = takeable(h);
            int count = h.unit.call().splittable() ? Math.min(all, wanted) : all;
            if (count > 0) {
                pieces.add(cut(h, h.end - count));
                wanted -= count;
            }
        }
        return pieces;
    }

    private static int takeable(Held h) {
        return h.unit.call().splittable() || h.next == 0 ? h.end - h.next : 0;
    }

    /**
     * Drops the items of a call that have not begun.
     *
     * @param callId the call
     * @return tails of units; may be empty
     */
    public synchronized List<Piece> drop(long callId) {
        var pieces = new ArrayList<Piece>();
        for (Held h : held) {
            if (h.unit.call().callId() == callId && h.next < h.end) {
                pieces.add(cut(h, h.next));
            }
        }
        return pieces;
    }

    private static Piece cut(Held h, int from) {
        var piece = new Piece(h.unit.id(), from, h.end);
        h.end = from;
        return piece;
    }

    /** Lets {@link #await} and {@link #begin} give nothing more. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
