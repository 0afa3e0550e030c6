package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.WakeAt;
import org.junit.jupiter.api.Test;

/** The schedule asks to be woken when it has something to do then, and not otherwise. */
class SchedulerTickTest {
    private static Draft paused(long call, long millis) {
        return call(call).retries(9).backoff(millis * MILLIS);
    }

    @Test
    void whereNothingWaitsForAMoment_nobodyIsWoken() {
        Drill pool = Drill.pool(2);
        assertThat(only(WakeAt.class, pool.submit(call(1).adaptive(), 500))).isEmpty();
        for (int i = 0; i < 30; i++) {
            int worker = pool.holds(1) > 0 ? 1 : 2;
            if (pool.holds(worker) > 0) {
                assertThat(only(WakeAt.class, pool.succeed(worker, 30 * MILLIS)))
                        .isEmpty();
            }
        }
    }

    @Test
    void aMomentIsAskedForOnce() {
        Drill pool = Drill.pool(1);
        pool.submit(paused(1, 10), 1);
        assertThat(pool.fail(1, true)).contains(new WakeAt(pool.now + 10 * MILLIS));
        assertThat(pool.open(call(2), 0)).isEmpty();
        assertThat(only(WakeAt.class, pool.endInput(2))).isEmpty();
    }

    @Test
    void anEarlierMoment_replacesALaterOne_andNotTheOtherWayRound() {
        Drill pool = Drill.pool(3);
        pool.submit(paused(1, 10), 1);
        pool.submit(paused(2, 5), 1);
        pool.submit(paused(3, 20), 1);
        long start = pool.now;
        pool.fail(1, true);
        assertThat(pool.fail(2, true)).contains(new WakeAt(start + 5 * MILLIS));
        assertThat(only(WakeAt.class, pool.fail(3, true))).isEmpty();
        assertThat(pool.after(5 * MILLIS).tick()).contains(new WakeAt(start + 10 * MILLIS));
        assertThat(pool.after(5 * MILLIS).tick()).contains(new WakeAt(start + 20 * MILLIS));
        assertThat(only(WakeAt.class, pool.after(10 * MILLIS).tick())).isEmpty();
    }

    @Test
    void whoIsWokenTooEarly_asksAgain() {
        Drill pool = Drill.pool(1);
        pool.submit(paused(1, 10), 1);
        pool.fail(1, true);
        long due = pool.now + 10 * MILLIS;
        assertThat(pool.after(9 * MILLIS).tick()).containsExactly(new WakeAt(due));
        assertThat(given(pool.after(MILLIS).tick())).hasSize(1);
    }

    @Test
    void whoIsWokenTooLate_givesOutAllThatIsDue() {
        Drill pool = Drill.pool(3);
        for (int id = 1; id < 4; id++) {
            pool.submit(paused(id, 10L * id), 1);
        }
        for (int worker = 1; worker < 4; worker++) {
            pool.fail(worker, true);
        }
        assertThat(given(pool.after(25 * MILLIS).tick())).hasSize(2);
    }

    @Test
    void theClock_mayStartAnywhere() {
        Drill pool = Drill.pool(1);
        pool.now = -3 * MILLIS;
        pool.submit(paused(1, 10), 1);
        assertThat(pool.fail(1, true)).contains(new WakeAt(7 * MILLIS));
        assertThat(given(pool.after(9 * MILLIS).tick())).isEmpty();
        assertThat(given(pool.after(MILLIS).tick())).hasSize(1);
    }

    @Test
    void afterATermination_nobodyIsWoken() {
        Drill pool = Drill.pool(1);
        pool.submit(paused(1, 10), 1);
        pool.fail(1, true);
        assertThat(only(WakeAt.class, pool.terminate())).isEmpty();
        assertThat(pool.after(10 * MILLIS).tick()).isEmpty();
    }
}
