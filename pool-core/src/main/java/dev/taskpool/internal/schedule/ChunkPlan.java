package dev.taskpool.internal.schedule;

/**
 * How many items make the next unit of a call whose units are sized by time.
 *
 * <p>About {@value #TARGET_MILLIS} ms of work travel together, because a message costs about 0.1 ms of processor time
 * on both sides, and ten times as much while the JVMs are still compiling what it runs through; fewer while the time of an item is not known, and fewer towards the end, so that all workers end
 * together (guided self-scheduling: Polychronopoulos and Kuck, 1987).
 */
final class ChunkPlan {
    static final long TARGET_MILLIS = 50;
    static final long TARGET_NANOS = TARGET_MILLIS * 1_000_000;
    static final int MAX_ITEMS = 65_536;
    static final long MAX_BYTES = 4 << 20;

    /** No item costs less than this, decoding and encoding included. */
    private static final long MIN_NANOS_PER_ITEM = 250;

    private static final int GROWTH = 8;

    private ChunkPlan() {}

    /**
     * The size of the next unit.
     *
     * @param nanosPerItem measured, or negative while unknown
     * @param lastSize the size of the call's last unit, 0 before the first
     * @param waiting how many of the call's items wait
     * @param workers how many workers share them
     * @param bytesPerItem what an item weighs
     * @return at least 1
     */
    static int size(long nanosPerItem, int lastSize, int waiting, int workers, long bytesPerItem) {
        if (nanosPerItem < 0) {
            return 1;
        }
        long byTime = TARGET_NANOS / Math.max(MIN_NANOS_PER_ITEM, nanosPerItem);
        long byGrowth = (long) GROWTH * Math.max(1, lastSize);
        long byShare = (waiting + 2L * workers - 1) / (2L * workers);
        long byBytes = MAX_BYTES / Math.max(1, bytesPerItem);
        long size = Math.min(Math.min(byTime, byGrowth), Math.min(byShare, byBytes));
        return (int) Math.max(1, Math.min(size, MAX_ITEMS));
    }
}
