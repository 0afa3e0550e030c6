package dev.taskpool.internal.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * When workers are replaced by fresh ones, but for their size, which is the backend's to measure.
 *
 * @param maxTasks after how many chunks, 1 or more; empty for never
 * @param maxAge how long after they got ready; zero for never
 * @param jitterPercent by less than how many hundredths of itself a limit is lowered, 0 to 90
 */
public record RecycleSettings(OptionalInt maxTasks, Duration maxAge, int jitterPercent) {
    private static final int MOST_PERCENT = 90;

    static RecycleSettings read(BlockReader block) {
        return new RecycleSettings(
                block.countOr("unlimited", "max-tasks-per-child"),
                block.durationOr("unlimited", "recycle.max-age"),
                block.percent("recycle.jitter", MOST_PERCENT));
    }
}
