package dev.taskpool.internal.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls with items that can be given out. The highest priority comes first; calls of one priority take turns, unit by
 * unit, so that a small call does not wait for the end of a large one.
 */
final class Backlog {
    /** Empty lines of so many priorities are kept, because they will be used again. */
    private static final int MANY_LINES = 16;

    private final TreeMap<Integer, ArrayDeque<Call>> ready = new TreeMap<>(Comparator.reverseOrder());
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>(Comparator.comparingLong(Delayed::dueNanos));

    /** Items that wait for a moment before they may run again. */
    record Delayed(long dueNanos, Call call, Range range) {}

    /** Lists a call behind those of its priority, if it has something to give out. */
    void offer(Call call) {
        if (!call.queued && call.ready()) {
            call.queued = true;
            line(call).addLast(call);
        }
    }

    /** Lists a call before those of its priority, because its items have waited before. */
    void offerFirst(Call call) {
        if (call.queued) {
            line(call).remove(call);
            call.queued = false;
        }
        if (call.ready()) {
            call.queued = true;
            line(call).addFirst(call);
        }
    }

    private ArrayDeque<Call> line(Call call) {
        return ready.computeIfAbsent(call.spec.priority(), p -> new ArrayDeque<>());
    }

    /** Whether nothing can be given out, now or later. */
    boolean isEmpty() {
        return delayed.isEmpty() && peek() == null;
    }

    /** The call whose turn it is, taken off the list. */
    @Nullable
    Call poll() {
        for (Iterator<ArrayDeque<Call>> lines = ready.values().iterator(); lines.hasNext(); ) {
            ArrayDeque<Call> line = lines.next();
            while (!line.isEmpty()) {
                Call call = line.pollFirst();
                call.queued = false;
                if (call.ready()) {
                    return call;
                }
            }
            if (ready.size() > MANY_LINES) {
                lines.remove();
            }
        }
        return null;
    }

    /** The call whose turn it is, left where it is. */
    @Nullable
    Call peek() {
        Call call = poll();
        if (call != null) {
            offerFirst(call);
        }
        return call;
    }

    void delay(Delayed items) {
        items.call().delay();
        delayed.add(items);
    }

    /** Forgets the delayed items of a call. */
    List<Range> undelay(Call call) {
        var ranges = new ArrayList<Range>();
        delayed.removeIf(items -> items.call() == call && ranges.add(items.range()));
        return ranges;
    }

    /** Makes ready what has waited long enough. */
    void wake(long nowNanos) {
        while (!delayed.isEmpty() && delayed.peek().dueNanos() - nowNanos <= 0) {
            Delayed due = delayed.remove();
            due.call().undelay(due.range());
            offer(due.call());
        }
    }

    /** When the next delayed items are due; {@link Long#MAX_VALUE} if there are none. */
    long nextDueNanos() {
        return delayed.isEmpty() ? Long.MAX_VALUE : delayed.peek().dueNanos();
    }
}
