package dev.taskpool.remote.internal.serial;

import java.util.ArrayDeque;

/**
 * The files of results that the caller has not read yet; it deletes what it has read. Not thread-safe.
 *
 * <p>They lie in memory that the whole machine shares, and that a container may have little of.
 */
final class UnreadResults {
    private static final long LEAST_BYTES = 8L << 20;
    private static final long MOST_BYTES = 256L << 20;

    /** Other workers and functions need room too. */
    private static final int SHARE = 8;

    private final Spool spool;
    private final long limitBytes;
    private final ArrayDeque<SpooledPayload> files = new ArrayDeque<>();
    private long bytes;

    UnreadResults(Spool spool) {
        this(spool, Math.max(LEAST_BYTES, Math.min(MOST_BYTES, spool.totalBytes() / SHARE)));
    }

    UnreadResults(Spool spool, long limitBytes) {
        this.spool = spool;
        this.limitBytes = limitBytes;
    }

    void add(SpooledPayload file) {
        files.addLast(file);
        bytes += file.bytes();
    }

    /** Whether there are so many that the caller should first read some. Looks at files only if it may be so. */
    boolean areTooMany() {
        while (bytes > limitBytes && !spool.holds(files.getFirst())) {
            bytes -= files.removeFirst().bytes();
        }
        return bytes > limitBytes;
    }
}
