package dev.taskpool.internal.supervise;

import java.util.OptionalInt;

/**
 * How many items of a lazy call are read ahead of its consumer.
 *
 * <p>A configured number is kept. Otherwise four chunks for each worker, doubled up to a bound whenever all of it is
 * consumed within a moment: quick items get room for larger chunks, or for more of them on their way.
 */
final class Lookahead {
    private static final int CHUNKS_PER_WORKER = 4;
    private static final int MAX_ITEMS = 1 << 15;
    private static final long MOMENT_NANOS = 100_000_000;

    private final int chunk;
    private final boolean grows;
    private int items;
    private int sinceGrowth;
    private long lastGrowthNanos = System.nanoTime();

    Lookahead(OptionalInt configured, int workers, int chunkSize) {
        this.chunk = Math.max(1, chunkSize);
        this.items = Math.max(chunk, configured.orElse(multiply(CHUNKS_PER_WORKER * workers, chunk)));
        this.grows = configured.isEmpty();
    }

    private static int multiply(int a, int b) {
        return (int) Math.min(Integer.MAX_VALUE, (long) a * b);
    }

    /** How many items may be read now: whole chunks, and where chunks are small not one by one. */
    int room(int ahead) {
        int free = items - ahead;
        if (free < chunk || (ahead > 0 && free < items / 4)) {
            return 0;
        }
        return free - free % chunk;
    }

    void consumed() {
        if (!grows || ++sinceGrowth < items) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastGrowthNanos < MOMENT_NANOS) {
            items = Math.max(items, Math.min(MAX_ITEMS, items * 2));
        }
        lastGrowthNanos = now;
        sinceGrowth = 0;
    }
}
