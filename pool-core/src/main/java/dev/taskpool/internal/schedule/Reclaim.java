package dev.taskpool.internal.schedule;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a busy worker has not begun: when another worker is idle and nothing waits, and when something more
 * important waits.
 */
final class Reclaim {
    /** Less estimated work than this is left where it is, unless the worker seems to be stuck with a long item. */
    private static final long WORTH_NANOS = 1_000_000;

    /** After this long without an outcome the estimate of a worker is no longer believed. */
    private static final long PATIENCE_NANOS = 2_000_000;

    private final Crew crew;
    private final Backlog backlog;
    private final TreeMap<Integer, Integer> callsByPriority = new TreeMap<>();

    Reclaim(Crew crew, Backlog backlog) {
        this.crew = crew;
        this.backlog = backlog;
    }

    void began(int priority) {
        callsByPriority.merge(priority, 1, Integer::sum);
    }

    void ended(int priority) {
        callsByPriority.computeIfPresent(priority, (p, calls) -> calls == 1 ? null : calls - 1);
    }

    /** For idle workers; returns when to look again, {@link Long#MAX_VALUE} if there is no need. */
    long forIdle(long now, List<Decision> out) {
        int idle = 0;
        int asked = 0;
        for (Worker worker : crew.all()) {
            idle += worker.idle() && worker.hasRoom() ? 1 : 0;
            asked += worker.takeBackPending ? 1 : 0;
        }
        if (idle <= asked || backlog.peek() != null) {
            return Long.MAX_VALUE;
        }
        Worker fullest = fullest();
        if (fullest == null) {
            return Long.MAX_VALUE;
        }
        long patience = fullest.lastProgressNanos + PATIENCE_NANOS;
        if (fullest.queuedNanos() < WORTH_NANOS && now < patience) {
            return patience;
        }
        ask(fullest, out);
        return Long.MAX_VALUE;
    }

    private @Nullable Worker fullest() {
        Worker fullest = null;
        int most = 0;
        for (Worker worker : crew.all()) {
            int takeable = worker.takeBackPending || worker.emptyHanded || worker.leaving ? 0 : worker.takeable();
            if (takeable > most) {
                most = takeable;
                fullest = worker;
            }
        }
        return fullest;
    }

    /** For a call that waits although it is more important than what some workers have not begun. */
    void forPriority(Call call, List<Decision> out) {
        if (callsByPriority.firstKey() >= call.spec.priority() || !call.ready()) {
            return;
        }
        for (Worker worker : crew.all()) {
            if (!worker.takeBackPending && !worker.leaving && holdsLesser(worker, call.spec.priority())) {
                ask(worker, out);
            }
        }
    }

    private static boolean holdsLesser(Worker worker, int priority) {
        return worker.takeable() > 0
                && worker.units.values().stream().anyMatch(unit -> unit.call.spec.priority() < priority);
    }

    void ask(Worker worker, List<Decision> out) {
        worker.takeBackPending = true;
        out.add(new Decision.TakeBack(worker.id));
    }
}
