package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

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
    boolean killed;
    boolean tooLarge;
    boolean due;

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

    /** It is told to leave, or to leave at once: each of them once. */
    void leave(Decision order) {
        boolean atOnce = order instanceof Decision.KillWorker;
        assertThat(atOnce ? killed : toldToLeave)
                .as("%s was told before", order)
                .isFalse();
        toldToLeave = true;
        killed = atOnce;
    }

    boolean isAsked() {
        return inbox.stream().anyMatch(Decision.TakeBack.class::isInstance);
    }

    /** How many items it need not keep, those on their way to it included: all but what is its turn. */
    int surplus(Predicate<Decision.Assign> splittable) {
        int count = 0;
        int turn = 0;
        for (Held unit : held) {
            int rest = unit.end - unit.next;
            turn = count == 0 ? (unit.splittable ? Math.min(1, rest) : rest) : turn;
            count += rest;
        }
        for (Decision decision : inbox) {
            if (decision instanceof Decision.Assign unit) {
                turn = count == 0 ? (splittable.test(unit) ? 1 : unit.count()) : turn;
                count += unit.count();
            }
        }
        return count - turn;
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
