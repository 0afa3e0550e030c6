package dev.taskpool.internal.schedule;

/** A call to be submitted in a test: units of one item, no retries, priority 0, unless said otherwise. */
final class Draft {
    private final long callId;
    private boolean failFast;
    private boolean lazy;
    private boolean single;
    private int chunkSize = 1;
    private int priority;
    private int retries;
    private int afterFailure = Integer.MAX_VALUE;
    private int afterCrash = Integer.MAX_VALUE;
    private int afterOutOfMemory = Integer.MAX_VALUE;
    private int quarantineAfter = Integer.MAX_VALUE;
    private long backoffNanos;

    private Draft(long callId) {
        this.callId = callId;
    }

    static Draft call(long id) {
        return new Draft(id);
    }

    Draft failFast() {
        failFast = true;
        return this;
    }

    Draft lazy() {
        lazy = true;
        return this;
    }

    Draft single() {
        single = true;
        return this;
    }

    Draft chunk(int size) {
        chunkSize = size;
        return this;
    }

    /** Units sized by measured time. */
    Draft adaptive() {
        return chunk(0);
    }

    Draft priority(int higherFirst) {
        priority = higherFirst;
        return this;
    }

    Draft retries(int times) {
        retries = times;
        return this;
    }

    Draft afterFailure(int times) {
        afterFailure = times;
        return this;
    }

    Draft afterCrash(int times) {
        afterCrash = times;
        return this;
    }

    Draft afterOutOfMemory(int times) {
        afterOutOfMemory = times;
        return this;
    }

    Draft quarantineAfter(int workers) {
        quarantineAfter = workers;
        return this;
    }

    Draft backoff(long nanos) {
        backoffNanos = nanos;
        return this;
    }

    CallSpec spec() {
        var retry =
                new RetryRules(retries, afterFailure, afterCrash, afterOutOfMemory, quarantineAfter, backoffNanos, 0);
        return new CallSpec(callId, failFast, lazy, chunkSize, single, priority, retry);
    }
}
