package dev.taskpool.internal.schedule;

/**
 * Consecutive items of a call that wait to be given out.
 *
 * @param first the first item's index
 * @param end the index after the last
 * @param attempt which run of them is to come, from 1
 * @param unacknowledged how often they were given out and their worker died before it ran them
 */
record Range(int first, int end, int attempt, int unacknowledged) {
    int size() {
        return end - first;
    }
}
