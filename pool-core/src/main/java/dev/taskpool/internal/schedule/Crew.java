package dev.taskpool.internal.schedule;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers, and quickly the next one that may get a unit: idle ones first, then those with room, in turn. */
final class Crew {
    private final Map<Integer, Worker> workers = new LinkedHashMap<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final ArrayDeque<Worker> busy = new ArrayDeque<>();
    private final int maxUnitsPerWorker;
    private int lastId;
    private int leaving;

    Crew(int maxUnitsPerWorker) {
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

    void remove(Worker worker) {
        workers.remove(worker.id);
        leaving -= worker.leaving ? 1 : 0;
        worker.ready = false; // it may still be listed as one with room
    }

    void leave(Worker worker) {
        leaving += worker.leaving ? 0 : 1;
        worker.leaving = true;
    }

    Collection<Worker> all() {
        return workers.values();
    }

    /** Workers that stay: the leaving ones are being replaced. */
    int staying() {
        return workers.size() - leaving;
    }

    boolean isEmpty() {
        return workers.isEmpty();
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
        while (!idle.isEmpty()) {
            Worker worker = idle.pollFirst();
            worker.listedIdle = false;
            if (worker.hasRoom() && worker.idle()) {
                return worker;
            }
            offer(worker);
        }
        while (!busy.isEmpty()) {
            Worker worker = busy.pollFirst();
            worker.listedBusy = false;
            if (worker.hasRoom()) {
                return worker;
            }
        }
        return null;
    }
}
