package dev.taskpool.internal.schedule;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Workers that hold more than they have begun, and quickly the fullest of those that are worth asking for some of it.
 *
 * <p>A worker is looked at when it may have more to give than before, and when its turn comes; that it has less is found
 * out only then. So an event costs no more with many workers than with few.
 */
final class Hoards {
    /** Less estimated work than this is left where it is, unless the worker seems to be stuck with a long item. */
    private static final long WORTH_NANOS = 1_000_000;

    /** After this long without an outcome the estimate of a worker is no longer believed. */
    private static final long PATIENCE_NANOS = 2_000_000;

    /** Who may have more to give than before. */
    private final Set<Worker> changed = new LinkedHashSet<>();

    /** Ranked by how much they have to give, the fullest first. */
    private final SortedSet<Place> full = new TreeSet<>();

    /** Those that hold little, ranked by when they are to be looked at again. */
    private final SortedSet<Place> spared = new TreeSet<>();

    private long steps;

    /** A worker's place among others; the lowest rank comes first. */
    record Place(long rank, Worker worker) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byRank = Long.compare(rank, other.rank);
            return byRank != 0 ? byRank : Integer.compare(worker.id, other.worker.id);
        }
    }

    /** A worker may have more to give than before, or be asked again. */
    void look(Worker worker) {
        if (changed.add(worker)) {
            unlist(worker);
        }
    }

    /** A worker is gone, or leaves. */
    void forget(Worker worker) {
        changed.remove(worker);
        unlist(worker);
    }

    private void unlist(Worker worker) {
        Place place = worker.place;
        if (place != null) {
            full.remove(place);
            spared.remove(place);
            worker.place = null;
        }
    }

    /** The fullest worker that is worth asking, which is listed no more until it is looked at again. */
    @Nullable
    Worker pollFullest(long now) {
        changed.forEach(this::rank);
        changed.clear();
        while (!spared.isEmpty() && spared.first().rank() - now <= 0) {
            rank(take(spared));
        }
        while (!full.isEmpty()) {
            long rank = full.first().rank();
            Worker worker = take(full);
            long patience = worker.lastProgressNanos + PATIENCE_NANOS;
            if (!worker.isToBeAsked() || !worker.isLaden()) {
                continue;
            }
            if (rankOf(worker) != rank) {
                rank(worker);
            } else if (worker.queuedNanos() < WORTH_NANOS && now - patience < 0) {
                list(spared, patience, worker);
            } else {
                return worker;
            }
        }
        return null;
    }

    /** When to look again, if none was worth asking; {@link Long#MAX_VALUE} for not before something happens. */
    long againNanos() {
        return spared.isEmpty() ? Long.MAX_VALUE : spared.first().rank();
    }

    private Worker take(SortedSet<Place> places) {
        steps++;
        Worker worker = places.first().worker();
        unlist(worker);
        return worker;
    }

    private void rank(Worker worker) {
        steps++;
        if (worker.isToBeAsked() && worker.isLaden()) {
            list(full, rankOf(worker), worker);
        }
    }

    private static long rankOf(Worker worker) {
        return -worker.takeable();
    }

    private static void list(SortedSet<Place> places, long rank, Worker worker) {
        var place = new Place(rank, worker);
        worker.place = place;
        places.add(place);
    }

    /** How often a worker was looked at. */
    long steps() {
        return steps;
    }
}
