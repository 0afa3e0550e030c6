package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random histories, each decision checked against a plain model. */
class SchedulerModelTest {
    private static final int SEEDS = 200;
    private static final int EVENTS = 400;

    @Test
    void anyHistory_keepsEveryPromise() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            replay(seed, new RandomHistory(seed, false));
        }
    }

    @Test
    void deathsBeforeAnItemRuns_changeNoOutcome() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var history = new RandomHistory(seed, true);
            replay(seed, history);
            history.compareWithOneAfterAnother();
        }
    }

    private static void replay(long seed, RandomHistory history) {
        try {
            history.run(EVENTS);
            history.finish();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + history.last() + ": " + e.getMessage(), e);
        }
        assertThat(history.ended()).as("seed %d", seed).isTrue();
    }
}
