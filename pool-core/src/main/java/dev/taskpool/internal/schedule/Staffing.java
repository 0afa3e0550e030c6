package dev.taskpool.internal.schedule;

import dev.taskpool.internal.schedule.Recycling.Limit;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hires workers and lets them go, and notices when hiring is hopeless. */
final class Staffing {
    /** So many times more deaths just after the start than failed starts are borne: someone may be killing them. */
    private static final int EARLY_DEATHS_PER_FAILURE = 10;

    private static final long EARLY_NANOS = 1_000_000_000;

    private final ScheduleSettings settings;
    private final Crew crew;
    private final Ledger ledger;
    private final Reclaim reclaim;
    private final Tally tally;
    private final StartBudget budget;
    private int failedStarts;

    /** Workers that died are not replaced for a while. */
    private boolean holding;

    /** When the next worker comes to the limit of its age. */
    private long nextOfAgeNanos = Long.MAX_VALUE;

    /** Workers in a row that got ready and died at once, with nothing done. */
    private int earlyDeaths;

    Staffing(ScheduleSettings settings, Crew crew, Ledger ledger, Reclaim reclaim, Tally tally) {
        this.settings = settings;
        this.crew = crew;
        this.ledger = ledger;
        this.reclaim = reclaim;
        this.tally = tally;
        this.budget = new StartBudget(settings.maxReplacementsPerMinute());
    }

    /** A worker has started. */
    void ready(int id, long now) {
        Worker worker = crew.get(id);
        if (worker != null && !worker.ready) {
            worker.readySinceNanos = now;
            worker.lastProgressNanos = now;
            failedStarts = 0;
            crew.ready(worker);
            if (settings.recycling().maxAgeNanos() > 0) {
                nextOfAgeNanos = Math.min(nextOfAgeNanos, limitOfAge(worker));
            }
        }
    }

    private long limitOfAge(Worker worker) {
        return worker.readySinceNanos + settings.recycling().maxAgeNanos(worker.id);
    }

    /** A worker has brought an outcome. */
    void productive(Worker worker) {
        worker.productive = true;
        earlyDeaths = 0;
    }

    /** A worker holds less than before: it leaves if that was to be waited for, else it may have room. */
    void progressed(Worker worker) {
        if (worker.idle() && worker.draining() && !worker.leaving) {
            dismiss(worker);
        }
        crew.offer(worker);
    }

    /** A worker has been measured. */
    void measured(int id, long rssBytes) {
        Worker worker = crew.get(id);
        if (worker == null) {
            return;
        }
        worker.firstRssBytes = worker.firstRssBytes == 0 ? rssBytes : worker.firstRssBytes;
        if (settings.recycling().tooLarge(rssBytes)) {
            relieve(worker, Limit.SIZE);
        } else if (settings.recycling().grownTooMuch(id, rssBytes - worker.firstRssBytes)) {
            relieve(worker, Limit.GROWTH);
        }
    }

    private void relieve(Worker worker, Limit limit) {
        if (!worker.ready || worker.retiring || worker.leaving) {
            return;
        }
        if (!worker.due) {
            ledger.decide(new Decision.Relieve(worker.id, limit));
            crew.comeToLimit(worker);
        }
        if (limit == Limit.SIZE || !worker.serving) {
            retire(worker); // it must not take more memory, or has no work for a successor to take over
        }
    }

    private void retire(Worker worker) {
        crew.retire(worker);
        reclaim.forRetiring(worker);
        progressed(worker);
    }

    /**
     * Lets workers go whose successors are ready.
     *
     * @return when to come again for those that grow old; {@link Long#MAX_VALUE} if there are none
     */
    long handOver(long now) {
        if (now - nextOfAgeNanos >= 0 && nextOfAgeNanos != Long.MAX_VALUE) {
            nextOfAgeNanos = Long.MAX_VALUE;
            for (Worker worker : List.copyOf(crew.all())) {
                if (worker.ready && !worker.due && !worker.leaving) {
                    ofAge(worker, now);
                }
            }
        }
        for (Worker worker = crew.nextToRetire(); worker != null; worker = crew.nextToRetire()) {
            retire(worker);
        }
        return nextOfAgeNanos;
    }

    private void ofAge(Worker worker, long now) {
        long limit = limitOfAge(worker);
        if (now - limit >= 0) {
            relieve(worker, Limit.AGE);
        } else {
            nextOfAgeNanos = Math.min(nextOfAgeNanos, limit);
        }
    }

    /** A worker is gone; what it held is not looked at. */
    void gone(Worker worker, Cause cause, @Nullable Blame blame, long now) {
        crew.remove(worker);
        if (cause != Cause.STOPPED) {
            budget.died();
        }
        if (cause == Cause.NOT_STARTED) {
            failedStarts++;
        } else if (cause == Cause.LOST) {
            tally.workersLost++;
            boolean early = !worker.productive && blame == null && now - worker.readySinceNanos < EARLY_NANOS;
            earlyDeaths += early ? 1 : 0;
        }
    }

    /** Whether no worker can be expected to start any more. */
    boolean hopeless() {
        return failedStarts >= settings.maxStartFailures()
                || earlyDeaths >= EARLY_DEATHS_PER_FAILURE * settings.maxStartFailures();
    }

    /**
     * Hires for those that are gone or leaving, or will be soon.
     *
     * @param open whether more calls may come; else spares leave
     * @param work whether there is or may come work for those that are hired before others go
     * @return when to come again for those that had to wait; {@link Long#MAX_VALUE} if there are none
     */
    long complete(boolean open, boolean work, long now) {
        int wanted = settings.workers() + (open ? settings.spares() : 0);
        int unneeded = work ? 0 : crew.present() - crew.staying();
        while (crew.staying() + unneeded < wanted) {
            int missing = wanted - crew.staying() - unneeded;
            if (!budget.admit(missing, now)) {
                hold(missing);
                return budget.nextNanos();
            }
            tally.workersStarted++;
            ledger.decide(new Decision.StartWorker(crew.hire().id));
        }
        holding = false;
        if (crew.staying() > wanted) {
            crew.lastWithoutPlace(crew.staying() - wanted).forEach(this::dismiss);
        }
        return Long.MAX_VALUE;
    }

    private void hold(int missing) {
        if (!holding) {
            holding = true;
            ledger.decide(new Decision.HoldStarts(missing, budget.nextNanos()));
        }
    }

    /** There is nothing left to do. */
    void dismissAll() {
        for (Worker worker : crew.all()) {
            if (!worker.leaving) {
                dismiss(worker);
            }
        }
    }

    private void dismiss(Worker worker) {
        if (worker.ready) {
            crew.leave(worker);
            ledger.decide(new Decision.StopWorker(worker.id));
        } else {
            kill(worker);
        }
    }

    /** Also those that are leaving: they may never get that far. */
    void killAll() {
        for (Worker worker : crew.all()) {
            if (!worker.killed) {
                kill(worker);
            }
        }
    }

    private void kill(Worker worker) {
        worker.killed = true;
        crew.leave(worker);
        ledger.decide(new Decision.KillWorker(worker.id));
    }
}
