package dev.taskpool.remote.faults;

/**
 * What is to become of a cell.
 *
 * @param seen what the caller gets, in the words of {@link Sight}; or why there is no such cell
 * @param worker what becomes of the harmed worker
 */
record Expectation(String seen, Fate worker) {
    /** What becomes of a worker. */
    enum Fate {
        /** It stays. */
        STAYS(0, 0),
        /** It is lost, and another one takes its place. */
        LOST(1, 1),
        /** It is stopped, and another one takes its place. */
        STOPPED(1, 0),
        /** It does not get ready, and another one takes its place. */
        STILLBORN(1, 0),
        /** There is none: the cell makes no sense. */
        NONE(0, 0);

        /** How many workers are started for it. */
        final int started;

        /** How many workers count as lost. */
        final int lost;

        Fate(int started, int lost) {
            this.started = started;
            this.lost = lost;
        }
    }

    /** A cell that makes no sense. */
    static Expectation none(String why) {
        return new Expectation(why, Fate.NONE);
    }

    boolean isPlayed() {
        return worker != Fate.NONE;
    }
}
