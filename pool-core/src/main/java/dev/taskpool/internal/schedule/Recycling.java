package dev.taskpool.internal.schedule;

/**
 * When workers are replaced by fresh ones.
 *
 * @param maxUnits after how many units, 0 for no limit
 * @param maxAgeNanos how long after they got ready, 0 for no limit
 * @param maxRssBytes beyond which resident size, 0 for no limit
 * @param maxGrowthBytes when they have grown by more than this since they were first measured, 0 for no limit
 * @param jitterPercent by less than how many hundredths of itself a limit is lowered, but for that of the size, another
 *     part for each worker, so that workers that started together do not leave together
 */
public record Recycling(int maxUnits, long maxAgeNanos, long maxRssBytes, long maxGrowthBytes, int jitterPercent) {
    private static final long LONGEST_AGE_NANOS = 1L << 60; // far below an overflow

    /** Which limit a worker has come to. */
    public enum Limit {
        /** Its age. */
        AGE,
        /** Its resident size. */
        SIZE,
        /** Its growth. */
        GROWTH
    }

    /** Of a certain worker. */
    int maxUnits(int worker) {
        return (int) lowered(maxUnits, worker);
    }

    /** Of a certain worker. */
    long maxAgeNanos(int worker) {
        return lowered(Math.min(maxAgeNanos, LONGEST_AGE_NANOS), worker);
    }

    boolean tooLarge(long rssBytes) {
        return maxRssBytes > 0 && rssBytes > maxRssBytes;
    }

    boolean grownTooMuch(int worker, long grownBytes) {
        return maxGrowthBytes > 0 && grownBytes > lowered(maxGrowthBytes, worker);
    }

    private long lowered(long limit, int worker) {
        return limit - Jitter.part(limit, jitterPercent, worker);
    }
}
