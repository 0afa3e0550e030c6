package dev.taskpool.internal.schedule;

/**
 * Consecutive items of a call that wait to be given out.
 *
 * @param first the first item's index
 * @param end the index after the last
 * @param tries what each of them has been through
 */
record Range(int first, int end, Tries tries) {
    /** A single item. */
    static Range of(int index, Tries tries) {
        return new Range(index, index + 1, tries);
    }

    int size() {
        return end - first;
    }
}
