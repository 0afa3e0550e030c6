package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = Long.MAX_VALUE - 10 * SECOND;

    private final Liveness liveness = new Liveness(Duration.ofSeconds(30), START);

    private long ticks;

    private boolean tick() {
        ticks++;
        return liveness.isSilent(now());
    }

    private long now() {
        return START + ticks * 10 * SECOND;
    }

    @Test
    void interval_isAThirdOfTheTimeout() {
        assertThat(liveness.interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isSilent_onlyAfterTheTimeout() {
        assertThat(tick()).isFalse();
        assertThat(tick()).isFalse();
        assertThat(tick()).isFalse();
        assertThat(tick()).isTrue();
    }

    @Test
    void isSilent_whileSomethingIsHeard_isFalse() {
        for (int i = 0; i < 20; i++) {
            assertThat(tick()).isFalse();
            liveness.heard(now());
        }
    }

    @Test
    void isSilent_afterThisJvmWasStopped_givesTheChildAnotherChance() {
        tick();
        ticks += 100;
        assertThat(tick()).isFalse();
        assertThat(tick()).isFalse();
        assertThat(tick()).isFalse();
        assertThat(tick()).isFalse();
        assertThat(tick()).isTrue();
    }

    @Test
    void hasLostWork_onlyAfterSeveralIdleAnswersInARow() {
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(false)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        liveness.worked();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isFalse();
        assertThat(liveness.hasLostWork(true)).isTrue();
    }
}
