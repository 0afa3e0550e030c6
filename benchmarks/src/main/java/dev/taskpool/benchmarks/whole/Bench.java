package dev.taskpool.benchmarks.whole;

/** Measures one thing that a user feels of a pool. */
interface Bench {
    /**
     * Measures it.
     *
     * @throws UnsupportedOperationException if the peer has no such thing
     * @throws Exception if something else fails
     */
    void measure(Session session) throws Exception;
}
