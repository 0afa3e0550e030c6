package dev.taskpool.benchmarks.report;

/** What kind of pool a peer is, by its name. */
enum Peerage {
    /** This library, in processes. */
    OURS,
    /** Threads of one JVM. */
    IN_PROCESS,
    /** What no pool can be better than. */
    LIMIT,
    /** Another pool of processes. */
    OTHER;

    static Peerage of(String peer) {
        if (peer.equals("Taskpool threads") || peer.equals("ForkJoinPool")) {
            return IN_PROCESS;
        }
        if (peer.startsWith("limit:")) {
            return LIMIT;
        }
        return peer.startsWith("Taskpool") ? OURS : OTHER;
    }
}
