package dev.taskpool.remote.faults;

import java.time.Duration;

/**
 * What was seen of a cell.
 *
 * @param seen what the caller got, in the words of {@link Sight}
 * @param time from the fault to that
 */
record Observation(String seen, Duration time) {}
