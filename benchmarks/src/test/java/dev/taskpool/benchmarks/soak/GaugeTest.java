package dev.taskpool.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GaugeTest {
    private final Violations violations = new Violations();
    private final Gauge gauge = new Gauge("heap", 0.2, 5);

    @Test
    void growthDuringTheWarmUp_isBorne() {
        gauge.add(1);
        gauge.add(2);
        IntStream.range(0, 8).forEach(i -> gauge.add(100 + i % 3));
        gauge.judge(violations);

        assertThat(violations.list()).isEmpty();
    }

    @Test
    void steadyGrowth_isFound() {
        IntStream.range(0, 50).forEach(i -> gauge.add(100 + i));
        gauge.judge(violations);

        assertThat(violations.list()).containsExactly("grows: heap: 115.0 early, 145.0 at the end");
    }

    @Test
    void aSingleSpike_isNoGrowth() {
        IntStream.range(0, 50).forEach(i -> gauge.add(i == 48 ? 500 : 100));
        gauge.judge(violations);

        assertThat(violations.list()).isEmpty();
    }
}
