package dev.taskpool.benchmarks.simulate;

import dev.taskpool.internal.schedule.Decision.Assign;
import dev.taskpool.spi.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A simulated worker: it runs what it holds in order, each item in its simulated time. */
final class Hand {
    private static final long MEAN_NANOS = 1_000_000;

    final int id;
    private final ArrayDeque<Held> units = new ArrayDeque<>();
    private long unitBegunNanos;

    /** When its first unit ends; only while it holds any. */
    long endNanos;

    /** A unit, less what was taken back of it. */
    private static final class Held {
        private final Assign unit;
        private int size;

        Held(Assign unit) {
            this.unit = unit;
            this.size = unit.count();
        }

        /** Half to one and a half times the mean, by what unit it is. */
        long itemNanos() {
            return MEAN_NANOS / 2 + (unit.unitId() * 0x9E37_79B9L & 0xF_FFFF) * MEAN_NANOS / 0x10_0000;
        }
    }

    Hand(int id) {
        this.id = id;
    }

    boolean isIdle() {
        return units.isEmpty();
    }

    void give(Assign unit, long nowNanos) {
        units.addLast(new Held(unit));
        if (units.size() == 1) {
            begin(nowNanos);
        }
    }

    private void begin(long nowNanos) {
        unitBegunNanos = nowNanos;
        Held first = units.getFirst();
        endNanos = nowNanos + first.size * first.itemNanos();
    }

    /** Ends its first unit, and begins the next. */
    Ended endFirst() {
        Held first = units.removeFirst();
        var ended = new Ended(first.unit.unitId(), first.size, endNanos - unitBegunNanos, first.unit.attempt());
        if (!units.isEmpty()) {
            begin(endNanos);
        }
        return ended;
    }

    /** Gives back about half of what it has not begun, the last first. */
    List<Piece> giveBack() {
        int left = (units.stream().skip(1).mapToInt(held -> held.size).sum() + 1) / 2;
        var pieces = new ArrayList<Piece>();
        while (left > 0) {
            Held last = units.getLast();
            int count = Math.min(left, last.size);
            pieces.add(new Piece(last.unit.unitId(), last.size - count, last.size));
            last.size -= count;
            left -= count;
            if (last.size == 0) {
                units.removeLast();
            }
        }
        return pieces;
    }

    /** A unit that has ended, with how many items, after how long, as which attempt. */
    record Ended(long unitId, int count, long elapsedNanos, int attempt) {}
}
