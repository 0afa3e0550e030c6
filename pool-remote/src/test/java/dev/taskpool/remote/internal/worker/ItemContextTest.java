package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.wire.FromWorker.Chatter;
import dev.taskpool.spi.CallInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemContextTest {
    private final List<Chatter> told = new ArrayList<>();
    private final ChatterBuffer chatter = new ChatterBuffer();
    private final CallInfo call = Rig.call(1, (TaskFunction<Object, Object>) i -> i);

    private ItemContext context(CallInfo of) {
        return new ItemContext.Factory(1, 2, chatter).of(Rig.unit(5, of, "item"), 0);
    }

    @Test
    void deadline_isTheTimeLimitFromTheBegin() {
        long limitNanos = Duration.ofHours(1).toNanos();
        var limited = new CallInfo(1, call.function(), "", false, true, limitNanos, List.of());
        Instant before = Instant.now();
        ItemContext context = context(limited);

        assertThat(context.deadline().orElseThrow())
                .isBetween(before.plusSeconds(3_590), Instant.now().plusSeconds(3_610));
        assertThat(context(call).deadline()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void progress_ofAFractionThatIsNone_isRefused(double fraction) {
        ItemContext context = context(call);

        assertThatThrownBy(() -> context.progress(fraction, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction: " + fraction + " (expected: 0 to 1)");
    }

    @Test
    void progress_afterTheEnd_isNotTold() {
        chatter.open(told::add);
        ItemContext context = context(call);
        context.progress(0, "begin");
        chatter.read();
        context.end();
        context.progress(1, "too late");
        chatter.read();

        assertThat(told).hasSize(1);
    }
}
