package dev.taskpool.spi;

import java.util.List;

/**
 * What all units of a call have in common.
 *
 * @param callId the call, numbered from 1 within its pool
 * @param function the function, a row of one
 * @param name the task's name, or an empty string
 * @param single whether the call is a single task, whose item index is -1
 * @param splittable whether the un-begun items of a unit that runs may be taken back; not where chunks have exact sizes
 * @param limitNanos how long one item may run, 0 for no limit
 * @param retryOn names of exception classes; a failure by one of them or a subclass is reported as retryable
 */
public record CallInfo(
        long callId,
        Items function,
        String name,
        boolean single,
        boolean splittable,
        long limitNanos,
        List<String> retryOn) {
    /** Copies the list. */
    public CallInfo {
        retryOn = List.copyOf(retryOn);
    }

    /**
     * The same call with its function in another row.
     *
     * @param row a row of one
     * @return the call
     */
    public CallInfo with(Items row) {
        return new CallInfo(callId, row, name, single, splittable, limitNanos, retryOn);
    }
}
