package dev.taskpool.internal.schedule;

import dev.taskpool.spi.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A worker that reads its commands late and runs its units item by item. */
final class SimulatedWorker {
    final int id;
    final ArrayDeque<Decision> inbox = new ArrayDeque<>();
    final ArrayDeque<Held> held = new ArrayDeque<>();
    boolean ready;
    boolean toldToLeave;

    /** A unit, and how far it has come. */
    static final class Held {
        final Decision.Assign unit;
        final boolean splittable;
        boolean begun;
        int next;
        int end;

        Held(Decision.Assign unit, boolean splittable) {
            this.unit = unit;
            this.splittable = splittable;
            this.end = unit.count();
        }

        /** The first item that can still be given up. */
        int firstUnbegun() {
            return begun ? next + 1 : next;
        }

        Piece cut(int from) {
            var piece = new Piece(unit.unitId(), from, end);
            end = from;
            return piece;
        }
    }

    SimulatedWorker(int id) {
        this.id = id;
    }

    @Nullable
    Held first() {
        held.removeIf(unit -> unit.next >= unit.end);
        return held.peekFirst();
    }

    List<Piece> takeBack() {
        int waiting = held.stream().mapToInt(SimulatedWorker::takeable).sum();
        int wanted = (waiting + 1) / 2;
        var pieces = new ArrayList<Piece>();
        for (Iterator<Held> last = held.descendingIterator(); wanted > 0 && last.hasNext(); ) {
            Held unit = last.next();
            int count = unit.splittable ? Math.min(takeable(unit), wanted) : takeable(unit);
            if (count > 0) {
                pieces.add(unit.cut(unit.end - count));
                wanted -= count;
            }
        }
        return pieces;
    }

    private static int takeable(Held unit) {
        boolean whole = !unit.begun && unit.next == 0;
        return unit.splittable || whole ? Math.max(0, unit.end - unit.firstUnbegun()) : 0;
    }

    List<Piece> drop(Predicate<Decision.Assign> unwanted) {
        var pieces = new ArrayList<Piece>();
        for (Held unit : held) {
            if (unwanted.test(unit.unit) && unit.firstUnbegun() < unit.end) {
                pieces.add(unit.cut(unit.firstUnbegun()));
            }
        }
        return pieces;
    }
}
