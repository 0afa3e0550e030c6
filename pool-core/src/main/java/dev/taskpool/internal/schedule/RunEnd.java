package dev.taskpool.internal.schedule;

/** How a run of an item ended that may be followed by another. */
enum RunEnd {
    /** With a failure of its own that may be retried. */
    FAILURE,
    /** Its worker was lost, but not for want of memory. */
    CRASH,
    /** Its worker was lost because it needed too much memory. */
    OUT_OF_MEMORY,
    /** Its time limit passed. */
    TIME_LIMIT
}
