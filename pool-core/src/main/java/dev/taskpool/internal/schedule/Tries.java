package dev.taskpool.internal.schedule;

/**
 * What an item has been through.
 *
 * @param attempt which run of it is to come or is under way, from 1
 * @param unacknowledged how often it was given out for this run and its worker died before it ran it
 * @param failures how many runs ended with {@link RunEnd#FAILURE}
 * @param crashes how many ended with {@link RunEnd#CRASH}
 * @param outOfMemory how many ended with {@link RunEnd#OUT_OF_MEMORY}
 */
record Tries(int attempt, int unacknowledged, int failures, int crashes, int outOfMemory) {
    /** Nothing yet. */
    static final Tries NONE = new Tries(1, 0, 0, 0, 0);

    /** Its worker died before it ran it. */
    Tries unacknowledgedAgain() {
        return new Tries(attempt, unacknowledged + 1, failures, crashes, outOfMemory);
    }

    /** It is to be run again. */
    Tries after(RunEnd end) {
        return new Tries(
                attempt + 1,
                0,
                failures + (end == RunEnd.FAILURE ? 1 : 0),
                crashes + (end == RunEnd.CRASH ? 1 : 0),
                outOfMemory + (end == RunEnd.OUT_OF_MEMORY ? 1 : 0));
    }
}
