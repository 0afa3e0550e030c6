package dev.taskpool.remote.internal.host;

import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a child was given and has not answered: per unit, the next item whose outcome is due. Not thread-safe. */
final class InFlight {
    private final Map<Long, Held> units = new HashMap<>();
    private final Set<Long> knownCalls = new HashSet<>();

    private static final class Held {
        final CallInfo call;
        int next;
        int end;

        Held(CallInfo call, int end) {
            this.call = call;
            this.end = end;
        }
    }

    /** Notes that the child will know a call; false if it does. A child forgets a single call with its unit. */
    boolean learn(CallInfo call) {
        return call.single() || knownCalls.add(call.callId());
    }

    /** Notes that the child is to forget a call; false if it does not know it. */
    boolean forget(long callId) {
        return knownCalls.remove(callId);
    }

    void add(WorkUnit unit) {
        units.put(unit.id(), new Held(unit.call(), unit.items().size()));
    }

    /**
     * Takes outcomes of consecutive items.
     *
     * @return how many of them, from the first, were due
     */
    int accept(long unitId, int offset, int count) {
        Held held = units.get(unitId);
        if (held == null || held.next != offset) {
            return 0;
        }
        int due = Math.min(count, held.end - offset);
        held.next += due;
        removeIfDone(unitId, held);
        return due;
    }

    /** Takes out what the child will not run. */
    void cut(List<Piece> pieces) {
        pieces.forEach(piece -> refuse(piece.unitId(), piece.from()));
    }

    /** Takes out an item and all after it in its unit: their outcomes are not due any more. */
    void refuse(long unitId, int offset) {
        Held held = units.get(unitId);
        if (held != null) {
            held.end = Math.min(held.end, offset);
            removeIfDone(unitId, held);
        }
    }

    private void removeIfDone(long unitId, Held held) {
        if (held.next >= held.end) {
            units.remove(unitId);
        }
    }

    /** Whether the outcome of an item is due. */
    boolean isDue(long unitId, int offset) {
        Held held = units.get(unitId);
        return held != null && offset >= held.next && offset < held.end;
    }

    /** Whether the outcome of an item is the next that is due of its unit. */
    boolean isNext(long unitId, int offset) {
        Held held = units.get(unitId);
        return held != null && offset == held.next;
    }

    /** Whether any item of a call is due. */
    boolean holds(long callId) {
        return units.values().stream().anyMatch(held -> held.call.callId() == callId);
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** The call of a unit, or {@code null} if none of its items is due. */
    @Nullable
    CallInfo callOf(long unitId) {
        Held held = units.get(unitId);
        return held == null ? null : held.call;
    }

    /** The shortest time limit of all that is due, 0 if nothing is limited. */
    long shortestLimitNanos() {
        long shortest = 0;
        for (Held held : units.values()) {
            long limit = held.call.limitNanos();
            if (limit > 0 && (shortest == 0 || limit < shortest)) {
                shortest = limit;
            }
        }
        return shortest;
    }
}
