package dev.taskpool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningItemTest {
    private final List<String> reported = new ArrayList<>();

    private RunningItem item(boolean single, Duration limit) {
        Items row = Items.Referenced.of((TaskAction) () -> {});
        var call = new CallInfo(1, row, "census", single, true, limit.toNanos(), List.of());
        return new RunningItem(new WorkUnit(5, call, 100, row, 2), 3) {
            @Override
            public int workerId() {
                return 1;
            }

            @Override
            public long pid() {
                return 4711;
            }

            @Override
            protected void report(double fraction, String message) {
                reported.add(fraction + " " + message);
            }
        };
    }

    private RunningItem item() {
        return item(false, Duration.ZERO);
    }

    @Test
    void itemIndex_isThePlaceInTheCallsInput() {
        assertThat(item().itemIndex()).isEqualTo(103);
        assertThat(item(true, Duration.ZERO).itemIndex()).isEqualTo(-1);
    }

    @Test
    void deadline_isTheTimeLimitFromTheBegin() {
        Instant before = Instant.now();
        RunningItem limited = item(false, Duration.ofHours(1));

        assertThat(limited.deadline().orElseThrow())
                .isBetween(before.plusSeconds(3_590), Instant.now().plusSeconds(3_610));
        assertThat(item().deadline()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void progress_ofAFractionThatIsNone_isRefused(double fraction) {
        RunningItem item = item();

        assertThatThrownBy(() -> item.progress(fraction, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction: " + fraction + " (expected: 0 to 1)");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without a null checker can do
    void progress_withoutAMessage_isRefused() {
        RunningItem item = item();

        assertThatNullPointerException()
                .isThrownBy(() -> item.progress(0.5, null))
                .withMessage("message");
    }

    @Test
    void progress_afterTheEnd_isNotTold() {
        RunningItem item = item();
        item.progress(0, "begin");
        item.end();
        item.progress(1, "too late");

        assertThat(reported).containsExactly("0.0 begin");
    }
}
