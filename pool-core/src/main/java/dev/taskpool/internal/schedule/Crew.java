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

    private final int places;
    private final int maxUnitsPerWorker;
    private int lastId;
    private int serving;
    private int leaving;
    private int asked;

    Crew(int places, int maxUnitsPerWorker) {
        this.places = places;
        this.maxUnitsPerWorker = maxUnitsPerWorker;
    }

    Worker hire() {
        var worker = new Worker(++lastId, maxUnitsPerWorker);
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
            offer(next);
        }
    }

    void remove(Worker worker) {
        leave(worker);
        leaving--;
        workers.remove(worker.id);
        laden.remove(worker);
    }

    /** It gets nothing more, nothing more is expected of it, and its place is given to a spare. */
    void leave(Worker worker) {
        if (worker.leaving) {
            return;
        }
        worker.leaving = true;
        leaving++;
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

    /** Workers that stay: the leaving ones are being replaced. */
    int staying() {
        return workers.size() - leaving;
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    void give(Worker worker, Unit unit) {
        worker.give(unit);
        if (worker.isLaden()) {
            laden.add(worker);
        }
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
