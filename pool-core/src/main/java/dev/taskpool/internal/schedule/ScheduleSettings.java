package dev.taskpool.internal.schedule;

/**
 * What the schedule goes by.
 *
 * @param workers how many workers to keep at work
 * @param spares how many ready workers to keep beyond them, without work, each to take the place of one that leaves
 * @param recycling when workers are replaced by fresh ones
 * @param maxUnacknowledged how often an item may be given out whose worker then died before it ran the item
 * @param maxStartFailures how many starts in a row may fail before the pool is broken
 * @param maxReplacementsPerMinute how many workers that died may be replaced within a minute, 0 for no limit
 */
public record ScheduleSettings(
        int workers,
        int spares,
        Recycling recycling,
        int maxUnacknowledged,
        int maxStartFailures,
        int maxReplacementsPerMinute) {}
