package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.Piece;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void accept_takesWhatIsDueInOrder() {
        inFlight.add(Units.unit(1, Units.call(1), 3));

        assertThat(inFlight.accept(1, 1, 1)).as("not due yet").isZero();
        assertThat(inFlight.accept(1, 0, 2)).isEqualTo(2);
        assertThat(inFlight.accept(1, 0, 1)).as("answered").isZero();
        assertThat(inFlight.isDue(1, 2)).isTrue();
        assertThat(inFlight.accept(1, 2, 1)).isEqualTo(1);
        assertThat(inFlight.isEmpty()).isTrue();
        assertThat(inFlight.accept(1, 3, 1)).isZero();
        assertThat(inFlight.accept(99, 0, 1)).as("never given").isZero();
    }

    @Test
    void cut_takesOutWhatWillNotBeRun() {
        inFlight.add(Units.unit(1, Units.call(1), 10));
        inFlight.add(Units.unit(2, Units.call(1), 10));
        inFlight.accept(1, 0, 3);

        inFlight.cut(List.of(new Piece(2, 0, 10), new Piece(1, 5, 10)));

        assertThat(inFlight.isDue(2, 0)).isFalse();
        assertThat(inFlight.isDue(1, 4)).isTrue();
        assertThat(inFlight.isDue(1, 5)).isFalse();
        assertThat(inFlight.accept(1, 3, 4)).as("only up to the cut").isEqualTo(2);
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void refuse_ofAnItem_keepsWhatCameBefore() {
        inFlight.add(Units.unit(1, Units.call(1), 10));
        inFlight.refuse(1, 2);

        assertThat(inFlight.accept(1, 0, 3)).isEqualTo(2);
        assertThat(inFlight.isDue(1, 2)).isFalse();
    }

    @Test
    void learn_isTrueOnceForACallAndAlwaysForASingleOne() {
        assertThat(inFlight.learn(Units.call(1))).isTrue();
        assertThat(inFlight.learn(Units.call(1))).isFalse();
        assertThat(inFlight.forget(1)).isTrue();
        assertThat(inFlight.forget(1)).isFalse();
        assertThat(inFlight.learn(Units.call(1))).isTrue();

        assertThat(inFlight.learn(Units.call(2, true, 0))).isTrue();
        assertThat(inFlight.learn(Units.call(2, true, 0))).isTrue();
        assertThat(inFlight.forget(2)).isFalse();
    }

    @Test
    void shortestLimit_isThatOfWhatIsDue() {
        assertThat(inFlight.shortestLimitNanos()).isZero();
        inFlight.add(Units.unit(1, Units.call(1), 1));
        inFlight.add(Units.unit(2, Units.call(2, false, 500), 1));
        inFlight.add(Units.unit(3, Units.call(3, false, 300), 1));
        assertThat(inFlight.shortestLimitNanos()).isEqualTo(300);
        inFlight.accept(3, 0, 1);
        assertThat(inFlight.shortestLimitNanos()).isEqualTo(500);
    }

    @Test
    void holds_knowsTheCallsOfWhatIsDue() {
        inFlight.add(Units.unit(1, Units.call(7), 1));

        assertThat(inFlight.holds(7)).isTrue();
        assertThat(inFlight.holds(8)).isFalse();
    }

    @Test
    void hasGap_onlyWhereSomethingDueIsMissing() {
        var kept = new OutcomeLog(ByteBuffer.allocateDirect(OutcomeLog.BYTES));
        kept.appendValue(1, 1, 5, new byte[] {2}, 0, 1);
        kept.appendValue(1, 2, 5, new byte[] {3}, 0, 1);
        inFlight.add(Units.unit(1, Units.call(1), 5));

        assertThat(Recovery.hasGap(kept.read(), inFlight)).isTrue();
        inFlight.accept(1, 0, 1);
        assertThat(Recovery.hasGap(kept.read(), inFlight)).isFalse();
        inFlight.accept(1, 1, 4);
        assertThat(Recovery.hasGap(kept.read(), inFlight)).isFalse();
    }

    @Test
    void recover_takesWhatIsDueAndNothingElse() {
        var kept = new OutcomeLog(ByteBuffer.allocateDirect(OutcomeLog.BYTES));
        kept.appendValue(1, 0, 5, new byte[] {1}, 0, 1);
        kept.appendValue(1, 1, 5, new byte[] {2}, 0, 1);
        kept.appendFault(1, 2, 6, new byte[] {3}, true);
        kept.appendValue(2, 0, 7, new byte[] {4}, 0, 1);
        kept.appendValue(3, 1, 8, new byte[] {5}, 0, 1);
        inFlight.add(Units.unit(1, Units.call(1), 5));
        inFlight.add(Units.unit(3, Units.call(1), 5));
        inFlight.accept(1, 0, 1);

        assertThat(Recovery.hasGap(kept.read(), inFlight)).as("of unit 3").isTrue();
        List<FromWorker.Outcome> recovered = Recovery.recover(kept.read(), inFlight);

        assertThat(recovered).hasSize(2);
        var value = (FromWorker.Values) recovered.get(0);
        assertThat(value.results()).isEqualTo(Items.Encoded.of(new byte[] {2}));
        assertThat(value.elapsedNanos()).containsExactly(5);
        var fault = (FromWorker.Fault) recovered.get(1);
        assertThat(fault.offset()).isEqualTo(2);
        assertThat(fault.failure()).containsExactly(3);
        assertThat(fault.retryable()).isTrue();
        assertThat(inFlight.isDue(1, 3)).isTrue();
        assertThat(inFlight.isDue(3, 0))
                .as("what came after a gap is not taken")
                .isTrue();
    }
}
