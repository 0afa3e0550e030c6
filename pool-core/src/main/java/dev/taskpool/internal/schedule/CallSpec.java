package dev.taskpool.internal.schedule;

/**
 * How a call's items are to be run.
 *
 * @param callId the call, numbered from 1
 * @param failFast whether the first failure drops what has not begun
 * @param lazy whether its input is read only as results are consumed
 * @param chunkSize how many items make a unit, exactly; 0 for units sized by measured time
 * @param single whether it is a single task; the time of one single task is taken as a guess for the next
 * @param priority higher first
 * @param retry which items are run again
 */
public record CallSpec(
        long callId, boolean failFast, boolean lazy, int chunkSize, boolean single, int priority, RetryRules retry) {}
