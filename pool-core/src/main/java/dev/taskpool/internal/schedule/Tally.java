package dev.taskpool.internal.schedule;

/** What the schedule has counted; items, not calls. */
public final class Tally {
    long queued;
    long running;
    long completed;
    long failed;
    long retried;
    long workersStarted;
    long workersLost;

    /** Items that were with a worker wait again. */
    void requeued(int items) {
        running -= items;
        queued += items;
    }

    /** Items that wait. */
    public long queued() {
        return queued;
    }

    /** Items that are with a worker. */
    public long running() {
        return running;
    }

    /** Items that ended with a value. */
    public long completed() {
        return completed;
    }

    /** Items that ended with a failure. */
    public long failed() {
        return failed;
    }

    /** How often an item was run again. */
    public long retried() {
        return retried;
    }

    /** Workers that were to be started. */
    public long workersStarted() {
        return workersStarted;
    }

    /** Workers that died without being told to. */
    public long workersLost() {
        return workersLost;
    }
}
