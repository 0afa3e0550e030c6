package dev.taskpool.internal.schedule;

import dev.taskpool.WorkerInfo;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A worker as the schedule sees it: what it holds, in order, and whether it may get more. */
final class Worker {
    /** A worker that holds less estimated work gets more: what it runs, and what it finds next without asking. */
    static final long WINDOW_NANOS = ChunkPlan.TARGET_NANOS;

    /**
     * A unit that takes less is followed by one that is there already: where all processors are busy, asking for it
     * takes up to ten milliseconds, because each thread that the message wakes waits for its turn. After a longer one
     * they do not count.
     */
    static final long FOLLOWED_NANOS = 1_000_000_000;

    static final int MAX_UNITS = 256;

    final int id;
    final LinkedHashMap<Long, Unit> units = new LinkedHashMap<>();
    boolean ready;

    /** It has one of the places of workers that get work; a ready worker without one is a spare. */
    boolean serving;

    boolean leaving;
    boolean killed;

    /** It has come to a limit: it works on until a successor is ready. */
    boolean due;

    /** Its successor is ready: it finishes what it has begun, and leaves. */
    boolean retiring;

    /** It is among those the crew does not count on any more. */
    boolean goesSoon;

    /** It finishes what it has begun, and a spare is to have its place. */
    boolean drainsInPlace;

    boolean listedIdle;
    boolean listedBusy;

    /** Its place among {@link Hoards}, if it has one. */
    Hoards.@Nullable Place place;

    boolean productive;
    int unitsGiven;
    long readySinceNanos;
    long lastProgressNanos;

    /** What was first measured of it, 0 before. */
    long firstRssBytes;

    private final int maxUnits;

    /** It was asked to give back, and has not answered. */
    private boolean asked;

    private boolean givenSinceAsked;

    private boolean emptyHanded;

    private long queuedNanos;
    private int unknown;

    /** Items that have not ended. */
    private int outstanding;

    /** A worker that may be given so many units in its life, 0 for no limit. */
    Worker(int id, int maxUnits) {
        this.id = id;
        this.maxUnits = maxUnits;
    }

    boolean idle() {
        return units.isEmpty();
    }

    /** Whether it leaves once it holds nothing: its successor is ready, or it was given as many units as it may run. */
    boolean draining() {
        return retiring || (maxUnits > 0 && unitsGiven >= maxUnits);
    }

    /** Whether it may get a further unit now. One that is to give back gets nothing to keep its hands full. */
    boolean hasRoom() {
        if (!serving || leaving || draining()) {
            return false;
        }
        return units.isEmpty() || (!asked && unknown == 0 && isShort());
    }

    private boolean isShort() {
        return queuedNanos < WINDOW_NANOS
                ? units.size() < MAX_UNITS
                : units.size() == 1 && queuedNanos < FOLLOWED_NANOS;
    }

    void give(Unit unit) {
        units.put(unit.id, unit);
        unitsGiven++;
        emptyHanded = false;
        givenSinceAsked = true;
        outstanding += unit.size;
        weigh(unit, unit.size, 1);
    }

    /** Some items of a unit have ended or were taken back: the unit goes when none is left. */
    void ended(Unit unit, int count) {
        outstanding -= count;
        weigh(unit, count, -1);
        if (unit.outstanding() == 0) {
            units.remove(unit.id);
            unknown -= unit.nanosPerItem < 0 ? 1 : 0;
        }
        emptyHanded = false;
    }

    private void weigh(Unit unit, int count, int sign) {
        if (unit.nanosPerItem >= 0) {
            queuedNanos += (long) sign * count * unit.nanosPerItem;
        } else if (sign > 0) {
            unknown++;
        }
    }

    void ask() {
        asked = true;
        givenSinceAsked = false;
    }

    void answered(boolean empty) {
        asked = false;
        emptyHanded = empty && !givenSinceAsked;
    }

    boolean isAsked() {
        return asked;
    }

    /** Whether it had nothing to give back when it was asked, and nothing has changed since. */
    boolean isEmptyHanded() {
        return emptyHanded;
    }

    /** Whether there is any use in asking it to give back. */
    boolean isToBeAsked() {
        return !asked && !emptyHanded && !leaving;
    }

    WorkerInfo.State state() {
        if (leaving || draining()) {
            return WorkerInfo.State.STOPPING;
        }
        if (!ready) {
            return WorkerInfo.State.STARTING;
        }
        return idle() ? WorkerInfo.State.IDLE : WorkerInfo.State.BUSY;
    }

    long queuedNanos() {
        return unknown > 0 ? Long.MAX_VALUE : queuedNanos;
    }

    /** Whether it holds anything that it has probably not begun and could give back. */
    boolean isLaden() {
        return units.size() > 1 || (!idle() && first().takeable(true) > 0);
    }

    /** How many items it has probably not begun and could give back. */
    int takeable() {
        if (idle()) {
            return 0;
        }
        Unit running = first();
        return outstanding - running.outstanding() + running.takeable(true);
    }

    /** Whether any of these items is of a lower priority. */
    boolean couldGiveLesser(int priority) {
        boolean running = true;
        for (Unit unit : units.values()) {
            if (unit.call.spec.priority() < priority && unit.takeable(running) > 0) {
                return true;
            }
            running = false;
        }
        return false;
    }

    /** The unit that is its turn; only if it is not idle. */
    Unit first() {
        return units.values().iterator().next();
    }
}
