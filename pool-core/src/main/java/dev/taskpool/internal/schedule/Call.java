package dev.taskpool.internal.schedule;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call: which of its items wait, which are out with workers, how many have ended. */
final class Call {
    final CallSpec spec;
    final Set<Unit> units = new LinkedHashSet<>();

    /** Items that were given out before, or fell out of a unit. */
    private final ArrayDeque<Range> returned = new ArrayDeque<>();

    private int returnedItems;

    /** Items that failed before they could be given out; they are passed over. */
    private final ArrayDeque<Integer> holes = new ArrayDeque<>();

    private int nextFresh;
    private int produced;
    private long producedBytes;
    private int settled;
    private int delayed;
    private int lastChunk;
    private long nanosPerItem = -1;
    boolean inputEnded;

    /** Not its caller but the pool's end has ended its input. */
    boolean cutShort;

    boolean abandoned;

    /** What runs of it is to be stopped, too. */
    boolean stopped;

    boolean queued;

    Call(CallSpec spec) {
        this.spec = spec;
    }

    void add(int count, long bytes) {
        produced += count;
        producedBytes += bytes;
    }

    /** An item that ended before it could be given out. */
    void addEnded() {
        holes.addLast(produced++);
        settled++;
        passHoles();
    }

    private void passHoles() {
        while (!holes.isEmpty() && holes.peekFirst() == nextFresh) {
            holes.removeFirst();
            nextFresh++;
        }
    }

    private int freshEnd() {
        return holes.isEmpty() ? produced : holes.getFirst();
    }

    /** Puts a range before everything else that waits. */
    void giveBack(Range range) {
        if (range.size() > 0) {
            returned.addFirst(range);
            returnedItems += range.size();
        }
    }

    void delay() {
        delayed++;
    }

    void undelay(Range range) {
        delayed--;
        returned.addLast(range);
        returnedItems += range.size();
    }

    void cutShort() {
        cutShort |= !inputEnded;
        inputEnded = true;
    }

    void settle(int count) {
        settled += count;
    }

    boolean ended() {
        return inputEnded && settled == produced;
    }

    boolean unfinished() {
        return settled < produced || !inputEnded;
    }

    int waiting() {
        return produced - nextFresh - holes.size() + delayed + returnedItems;
    }

    boolean ready() {
        return !returned.isEmpty() || freshReady() > 0;
    }

    private int freshReady() {
        int fresh = freshEnd() - nextFresh;
        return fresh >= spec.chunkSize() || inputEnded || !holes.isEmpty() ? fresh : 0;
    }

    /** Takes the items of the next unit; only if {@link #ready()}. */
    Range take(int workers, long guessNanos) {
        int planned = planned(workers, guessNanos);
        Range next = dropReturned();
        if (next == null) {
            next = new Range(nextFresh, freshEnd(), Tries.NONE);
        }
        int size = Math.min(next.size(), planned);
        var taken = new Range(next.first(), next.first() + size, next.tries());
        if (next.first() == nextFresh) {
            nextFresh = taken.end();
            passHoles();
        } else if (taken.end() < next.end()) {
            giveBack(new Range(taken.end(), next.end(), next.tries()));
        }
        lastChunk = size;
        return taken;
    }

    private int planned(int workers, long guessNanos) {
        if (spec.chunkSize() > 0) {
            return spec.chunkSize();
        }
        return ChunkPlan.size(
                nanosPerItem(guessNanos),
                lastChunk,
                waiting(),
                workers,
                producedBytes / Math.max(1, produced - holes.size()));
    }

    /** The measured time of an item, or the guess while none was measured. */
    long nanosPerItem(long guessNanos) {
        return nanosPerItem >= 0 ? nanosPerItem : guessNanos;
    }

    void measured(int count, long elapsedNanos) {
        nanosPerItem = average(nanosPerItem, count, elapsedNanos);
    }

    /** A moving average in which later items count more. */
    static long average(long before, int count, long elapsedNanos) {
        long now = elapsedNanos / Math.max(1, count);
        return before < 0 ? now : (before * 7 + now * 3) / 10;
    }

    /** Removes what was never given out, a row at a time; {@code null} when there is no more. */
    @Nullable
    Range dropFresh() {
        if (nextFresh == produced) {
            return null;
        }
        var dropped = new Range(nextFresh, freshEnd(), Tries.NONE);
        nextFresh = dropped.end();
        passHoles();
        return dropped;
    }

    @Nullable
    Range dropReturned() {
        Range range = returned.pollFirst();
        returnedItems -= range == null ? 0 : range.size();
        return range;
    }
}
