package dev.taskpool.remote.internal.share.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a call may wait, in nanoseconds. */
final class Limit {
    /** Without a limit. */
    static final long FOREVER = Long.MAX_VALUE;

    private Limit() {}

    static long of(Duration timeout) {
        return of(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /** Of what a caller said; negative limits are refused. */
    static long of(long timeout, TimeUnit unit) {
        if (timeout < 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " " + unit + " (expected: zero or more)");
        }
        return unit.toNanos(timeout);
    }
}
