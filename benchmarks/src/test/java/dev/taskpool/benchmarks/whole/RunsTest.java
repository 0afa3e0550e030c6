package dev.taskpool.benchmarks.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void percentile_isWhatAPartDoesNotExceed() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 - i;
        }
        assertThat(Runs.percentile(values, 50)).isEqualTo(51);
        assertThat(Runs.percentile(values, 99)).isEqualTo(100);
        assertThat(Runs.percentile(new double[] {3}, 99)).isEqualTo(3);
    }

    @Test
    void perSecond_neverDoesMoreAtOnceThanItMay() throws Exception {
        int[] most = {0};
        double[] perSecond = new Runs(Plan.SMOKE).perSecond(16, many -> most[0] = Math.max(most[0], many));
        assertThat(perSecond).hasSize(Plan.SMOKE.runs());
        assertThat(most[0]).as("it takes no time at all").isEqualTo(16);
    }

    @Test
    void skewedTasks_takeAsManyStepsAsTheyAreTo_mostOfThemInAFew() {
        List<Long> tasks = Skew.tasks(1_000_000);
        long sum = tasks.stream().mapToLong(steps -> steps).sum();
        assertThat(sum).isBetween(999_000L, 1_000_000L);
        List<Long> sorted = tasks.stream().sorted(Collections.reverseOrder()).toList();
        long longest = sorted.subList(0, tasks.size() / 5).stream()
                .mapToLong(steps -> steps)
                .sum();
        assertThat(longest).isGreaterThan(sum / 2);
        assertThat(sorted.get(0))
                .as("no task takes longer than the share of a worker")
                .isLessThan(sum / 2);
    }

    @Test
    void sizes_areNamedInTheLargestUnit() {
        assertThat(Plan.size(64_000)).isEqualTo("64 KB");
        assertThat(Plan.size(16_000_000)).isEqualTo("16 MB");
        assertThat(Plan.size(1_000_000_000)).isEqualTo("1 GB");
    }
}
