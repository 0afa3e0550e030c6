package dev.taskpool.internal.supervise;

/**
 * What became of a call that has ended, whatever its result says.
 *
 * @param begun whether any item of it was begun
 * @param threadDump what the threads of workers were doing that were stopped for it, or an empty string
 */
record Fate(boolean begun, String threadDump) {
    /** Of a call that no worker has seen. */
    static final Fate NEVER_BEGUN = new Fate(false, "");
}
