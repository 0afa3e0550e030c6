package dev.taskpool.remote.internal.launch;

/** How much heap each of several workers gets where the user did not say. */
final class HeapShare {
    static final long LEAST_BYTES = 64L << 20;

    /** Beyond this, references take twice the room. */
    static final long MOST_BYTES = 31L << 30;

    private HeapShare() {}

    /**
     * Three quarters of the memory, less what the parent may take, shared evenly.
     *
     * @param memoryBytes what the machine or the container has
     * @param parentHeapBytes the parent's own limit
     * @param workers how many share it
     * @return bytes, a whole number of MiB
     */
    static long bytes(long memoryBytes, long parentHeapBytes, int workers) {
        long left = memoryBytes - memoryBytes / 4 - Math.min(parentHeapBytes, memoryBytes);
        long share = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, left / workers));
        return share >> 20 << 20;
    }
}
