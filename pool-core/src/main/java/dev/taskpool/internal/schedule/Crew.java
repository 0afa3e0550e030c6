package dev.taskpool.internal.schedule;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workers, and quickly the next one that may get a unit: idle ones first, then those with room, in turn. So many of
 * them serve as the pool has places; the others that are ready are spares, which get no unit until a place is free.
 */
final class Crew {
    private final Map<Integer, Worker> workers = new LinkedHashMap<>();
    private final ArrayDeque<Worker> spares = new ArrayDeque<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final ArrayDeque<Worker> busy = new ArrayDeque<>();

    /** Workers that were given more than they have begun; some of them may have come to the end of it. */
    private final Set<Worker> laden = new LinkedHashSet<>();

    private final Hoards hoards = new Hoards();

    /** Workers that have come to a limit, and work on until a successor is ready. */
    private final ArrayDeque<Worker> due = new ArrayDeque<>();

    private final int places;
    private final Recycling recycling;
    private int lastId;
    private int serving;
    private int leaving;
    private int goingSoon;
    private int drainingInPlace;
    private int asked;

    Crew(int places, Recycling recycling) {
        this.places = places;
        this.recycling = recycling;
    }

    Worker hire() {
        var worker = new Worker(++lastId, recycling.maxUnits(lastId));
        workers.put(worker.id, worker);
        return worker;
    }

    @Nullable
    Worker get(int id) {
        return workers.get(id);
    }

    /** A worker has started: it takes a free place, or stands by as a spare. */
    void ready(Worker worker) {
        worker.ready = true;
        if (!worker.leaving) {
            spares.addLast(worker);
            fillPlaces();
        }
    }

    private void fillPlaces() {
        while (serving < places && !spares.isEmpty()) {
            Worker next = spares.removeFirst();
            next.serving = true;
            serving++;
            review(next);
            offer(next);
        }
    }

    void remove(Worker worker) {
        leave(worker);
        leaving--;
        workers.remove(worker.id);
        laden.remove(worker);
        hoards.forget(worker);
    }

    /** A worker has come to a limit: it works on until a successor is ready. */
    void comeToLimit(Worker worker) {
        worker.due = true;
        due.addLast(worker);
        review(worker);
    }

    /** The next worker whose successor is ready, to be retired; {@code null} if there is none. */
    @Nullable
    Worker nextToRetire() {
        if (due.isEmpty() || spares.isEmpty()) {
            return null;
        }
        return spares.size() > drainingInPlace ? due.peekFirst() : null;
    }

    /** It finishes what it has begun, and leaves. */
    void retire(Worker worker) {
        worker.retiring = true;
        due.remove(worker);
        review(worker);
    }

    /** A worker may be one now, or no longer, that goes soon and is to have a successor, or that awaits it in its place. */
    void review(Worker worker) {
        boolean drains = worker.serving && !worker.leaving && worker.draining();
        if (worker.drainsInPlace != drains) {
            worker.drainsInPlace = drains;
            drainingInPlace += drains ? 1 : -1;
        }
        boolean goes = !worker.leaving && (worker.due || worker.draining());
        if (worker.goesSoon != goes) {
            worker.goesSoon = goes;
            goingSoon += goes ? 1 : -1;
        }
    }

    /** It gets nothing more, nothing more is expected of it, and its place is given to a spare. */
    void leave(Worker worker) {
        if (worker.leaving) {
            return;
        }
        worker.leaving = true;
        leaving++;
        due.remove(worker);
        review(worker);
        unlist(worker);
        answered(worker, true);
        if (worker.serving) {
            serving--;
            fillPlaces();
        } else {
            spares.remove(worker);
        }
    }

    private void unlist(Worker worker) {
        if (worker.listedIdle) {
            idle.remove(worker);
            worker.listedIdle = false;
        }
        if (worker.listedBusy) {
            busy.remove(worker);
            worker.listedBusy = false;
        }
    }

    Collection<Worker> all() {
        return workers.values();
    }

    /** So many of those that stay and do not serve, the last hired. */
    List<Worker> lastWithoutPlace(int count) {
        List<Worker> without = workers.values().stream()
                .filter(worker -> !worker.serving && !worker.leaving)
                .toList();
        return without.subList(without.size() - count, without.size());
    }

    /** Workers that are not leaving. */
    int present() {
        return workers.size() - leaving;
    }

    /** Workers that can be counted on: the others are leaving, or will soon. */
    int staying() {
        return present() - goingSoon;
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    void give(Worker worker, Unit unit) {
        worker.give(unit);
        review(worker);
        if (worker.isLaden()) {
            laden.add(worker);
            hoards.look(worker);
        }
    }

    /** Some items of a unit have left its worker. */
    void ended(Unit unit, int count) {
        Worker worker = unit.worker;
        boolean emptyHanded = worker.isEmptyHanded();
        worker.ended(unit, count);
        if (emptyHanded) {
            hoards.look(worker);
        }
    }

    /** Who holds more than they have begun, by how much. */
    Hoards hoards() {
        return hoards;
    }

    /** Workers that hold more than they have begun. */
    Set<Worker> laden() {
        laden.removeIf(worker -> !worker.isLaden());
        return laden;
    }

    void ask(Worker worker) {
        worker.ask();
        asked++;
    }

    void answered(Worker worker, boolean empty) {
        asked -= worker.isAsked() ? 1 : 0;
        worker.answered(empty);
        hoards.look(worker);
    }

    /** How many workers have been asked to give back and have not answered. */
    int askedCount() {
        return asked;
    }

    int idleCount() {
        return idle.size();
    }

    /** Notes that a worker may have room now. */
    void offer(Worker worker) {
        if (!worker.hasRoom()) {
            return;
        }
        if (worker.idle() && !worker.listedIdle) {
            worker.listedIdle = true;
            idle.addFirst(worker);
        } else if (!worker.idle() && !worker.listedBusy) {
            worker.listedBusy = true;
            busy.addLast(worker);
        }
    }

    /** The next worker with room; it goes behind the others if it still has room when it is offered again. */
    @Nullable
    Worker poll() {
        Worker next = idle.pollFirst();
        if (next != null) {
            next.listedIdle = false;
            return next;
        }
        for (next = busy.pollFirst(); next != null; next = busy.pollFirst()) {
            next.listedBusy = false;
            if (next.hasRoom()) {
                return next;
            }
        }
        return null;
    }
}
