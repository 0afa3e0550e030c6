package dev.taskpool.benchmarks.soak;

/**
 * A numbered piece of work that may be run any number of times.
 *
 * @param number which no other item has
 * @param kind what it does
 * @param millis how long it runs, at least
 * @param load bytes that travel to the worker and back; empty for most
 */
record Item(long number, Kind kind, int millis, byte[] load) {
    /** What an item does. */
    enum Kind {
        /** Ends after a few milliseconds at most. */
        QUICK,
        /** Runs long enough to meet its time limit, or its worker's end. */
        LONG,
        /** Throws at each run. */
        THROWS,
        /** Throws at its first run only, an exception that its call runs it again for. */
        FLAKY,
        /** Carries a load. */
        LOADED
    }
}
