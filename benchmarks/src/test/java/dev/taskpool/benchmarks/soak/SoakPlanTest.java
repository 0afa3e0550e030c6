package dev.taskpool.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SoakPlanTest {
    @Test
    void everyArgument_isTaken() {
        assertThat(SoakPlan.parse(List.of("90", "--seed", "7", "--workers", "3")))
                .isEqualTo(new SoakPlan(Duration.ofSeconds(90), 7, 3));
        assertThat(SoakPlan.parse(List.of("PT2M")).duration()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void withoutArguments_itTakesTenMinutes() {
        assertThat(SoakPlan.parse(List.of()).duration()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whatIsNoDuration_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoakPlan.parse(List.of("soon")))
                .withMessageContaining("soon");
        assertThatIllegalArgumentException().isThrownBy(() -> SoakPlan.parse(List.of("0")));
        assertThatIllegalArgumentException().isThrownBy(() -> SoakPlan.parse(List.of("--seed")));
    }
}
