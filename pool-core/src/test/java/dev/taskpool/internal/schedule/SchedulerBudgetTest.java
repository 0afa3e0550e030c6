package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.HoldStarts;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.WakeAt;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import org.junit.jupiter.api.Test;

/** Workers that die are replaced only so often. */
class SchedulerBudgetTest {
    private static final long MINUTE = 60_000 * MILLIS;

    /** One worker; two may be replaced within a minute. */
    private final Drill pool = Drill.pool(new ScheduleSettings(1, 0, Drill.recycling(0), 3, 3, 2));

    /** The worker dies under an item, and the one that takes its place gets ready. */
    private void replace(int worker) {
        assertThat(pool.lose(worker)).contains(new StartWorker(worker + 1));
        pool.ready(worker + 1);
    }

    @Test
    void deaths_beyondTheBudget_waitForTheirMinute() {
        pool.submit(call(1), 9);
        long start = pool.now;
        replace(1);
        pool.after(1_000 * MILLIS);
        replace(2);
        assertThat(pool.lose(3))
                .contains(new HoldStarts(1, start + MINUTE), new WakeAt(start + MINUTE))
                .doesNotContain(new StartWorker(4));
        assertThat(only(StartWorker.class, pool.after(MINUTE - 1_001 * MILLIS).tick()))
                .isEmpty();
        assertThat(pool.after(MILLIS).tick()).contains(new StartWorker(4));
        assertThat(given(pool.ready(4))).as("what waited").isNotEmpty();
    }

    @Test
    void workersKilledForTheirTask_countToo() {
        pool.submit(call(1), 9);
        for (int worker = 1; worker <= 2; worker++) {
            pool.gone(worker, Cause.TIME_LIMIT, pool.blame(worker, Stage.RUNNING));
            pool.ready(worker + 1);
        }
        assertThat(only(StartWorker.class, pool.gone(3, Cause.TIME_LIMIT, pool.blame(3, Stage.RUNNING))))
                .isEmpty();
    }

    @Test
    void workersThatLeft_areReplacedAtNoCharge() {
        pool.submit(call(1), 9);
        for (int worker = 1; worker <= 20; worker++) {
            assertThat(pool.gone(worker, Cause.STOPPED, null)).contains(new StartWorker(worker + 1));
            pool.ready(worker + 1);
        }
        replace(21);
    }

    @Test
    void aMinuteLater_theBudgetIsFresh() {
        pool.submit(call(1), 9);
        for (int worker = 1; worker < 9; worker += 2) {
            replace(worker);
            replace(worker + 1);
            pool.after(MINUTE);
        }
    }
}
