package dev.taskpool.internal.schedule;

/** Items that were given to a worker together; they end in order, and the last ones may be taken back. */
final class Unit {
    final long id;
    final Call call;
    final Worker worker;
    final int first;
    final Tries tries;
    final long nanosPerItem;
    int done;
    int size;

    Unit(long id, Call call, Worker worker, Range range, long nanosPerItem) {
        this.id = id;
        this.call = call;
        this.worker = worker;
        this.first = range.first();
        this.size = range.size();
        this.tries = range.tries();
        this.nanosPerItem = nanosPerItem;
    }

    int outstanding() {
        return size - done;
    }

    /** Items that can be taken back by now: all but the one that runs, or none where the unit must stay whole. */
    int takeable(boolean running) {
        if (running) {
            return call.spec.chunkSize() > 0 ? 0 : Math.max(0, outstanding() - 1);
        }
        return outstanding();
    }

    Range rest(int from, int to) {
        return new Range(first + from, first + to, tries);
    }
}
