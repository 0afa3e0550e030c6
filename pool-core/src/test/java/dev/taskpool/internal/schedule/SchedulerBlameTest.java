package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.Assign;
import dev.taskpool.internal.schedule.Decision.CallEnded;
import dev.taskpool.internal.schedule.Decision.CancelItems;
import dev.taskpool.internal.schedule.Decision.CancelOn;
import dev.taskpool.internal.schedule.Decision.FailItem;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.Why;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the items of a worker that is gone: the one it ran is charged, at most. */
class SchedulerBlameTest {
    /** Worker 1 runs the second item of four, with a unit of call 2 behind them; worker 2 has something long to do. */
    private static Drill twoUnitsAtOne() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1).chunk(4), 12);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.succeed(1, 1, MILLIS);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(4, 4);
        return pool;
    }

    private static List<Given> next(Drill pool, int worker) {
        return given(pool.ready(worker));
    }

    @Test
    void aLostWorker_failsTheItemThatItRanAndNoOther() {
        Drill pool = twoUnitsAtOne();
        assertThat(pool.lose(1)).containsExactly(new FailItem(1, 9, 1, Why.WORKER_LOST, 1), new StartWorker(3));
        assertThat(next(pool, 3)).containsExactly(new Given(3, 2, 0, 1));
        pool.succeed(3, 60 * MILLIS);
        assertThat(pool.running(3).unit)
                .extracting(Assign::first, Assign::count, Assign::attempt)
                .containsExactly(10, 2, 1);
        assertThat(pool.scheduler.tally().retried()).isZero();
        assertThat(pool.scheduler.tally().failed()).isEqualTo(1);
    }

    @Test
    void aWorkerStoppedForATimeLimit_failsTheItemThatItRanAndNoOther() {
        Drill pool = twoUnitsAtOne();
        assertThat(pool.gone(1, Cause.TIME_LIMIT, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new FailItem(1, 9, 1, Why.TIMED_OUT, 1), new StartWorker(3));
        assertThat(pool.scheduler.tally().queued()).isEqualTo(3);
    }

    @Test
    void aWorkerStoppedForACancel_losesTheItemThatItRanAndNoOther() {
        Drill pool = twoUnitsAtOne();
        pool.cancel(1, true);
        assertThat(pool.gone(1, Cause.CANCELLED, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new CancelItems(1, 10, 2, false), new CancelItems(1, 9, 1, true), new StartWorker(3));
        assertThat(next(pool, 3)).containsExactly(new Given(3, 2, 0, 1));
    }

    @Test
    void aWorkerThatWasStopped_chargesNobody() {
        Drill pool = twoUnitsAtOne();
        assertThat(pool.gone(1, Cause.STOPPED, pool.blame(1, Stage.RUNNING))).containsExactly(new StartWorker(3));
        assertThat(pool.scheduler.tally().queued()).isEqualTo(4);
        assertThat(pool.scheduler.tally().failed() + pool.scheduler.tally().retried())
                .isZero();
    }

    @Test
    void anItemWhoseOutcomeWasLostWithItsWorker_isRunAgainFreeOfCharge() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(4), 4);
        var third = new Blame(pool.running(1).unit.unitId(), 2, Stage.RUNNING);
        assertThat(pool.gone(1, Cause.LOST, third)).startsWith(new FailItem(1, 2, 1, Why.WORKER_LOST, 1));
        assertThat(next(pool, 2)).containsExactly(new Given(2, 1, 0, 2));
        assertThat(given(pool.succeed(2, 60 * MILLIS))).containsExactly(new Given(2, 1, 3, 1));
    }

    @Test
    void anItemThatHasEnded_isNotToBlame() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(3), 3);
        var first = pool.blame(1, Stage.RUNNING);
        pool.succeed(1, 1, MILLIS);
        assertThat(pool.gone(1, Cause.LOST, first)).containsExactly(new StartWorker(2));
        assertThat(next(pool, 2)).containsExactly(new Given(2, 1, 1, 2));
    }

    @Test
    void anItemThatWasDropped_isNotToBlame() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).adaptive(), 100);
        pool.succeed(1, MILLIS);
        pool.cancel(1, false);
        var last = new Blame(pool.running(1).unit.unitId(), 7, Stage.RUNNING);
        pool.drop(1, 1);
        assertThat(pool.gone(1, Cause.LOST, last))
                .containsExactly(new CancelItems(1, 1, 1, false), new CallEnded(1), new StartWorker(2));
    }

    @Test
    void aWorkerThatDiesWhileItReadsAnItem_costsNoRetry() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(2), 2);
        assertThat(pool.lose(1, Stage.READING_ITEM)).containsExactly(new StartWorker(2));
        assertThat(next(pool, 2)).containsExactly(new Given(2, 1, 0, 1));
        assertThat(pool.running(2).unit.attempt()).isEqualTo(1);
    }

    @Test
    void anItemThatKillsEachWorkerThatReadsIt_failsAfterSoManyOfThem() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(9), 2);
        for (int worker = 1; worker < 3; worker++) {
            assertThat(pool.lose(worker, Stage.READING_ITEM)).containsExactly(new StartWorker(worker + 1));
            pool.ready(worker + 1);
        }
        assertThat(pool.lose(3, Stage.READING_ITEM))
                .containsExactly(new FailItem(1, 0, 1, Why.WORKER_LOST, 3), new StartWorker(4));
        assertThat(next(pool, 4)).containsExactly(new Given(4, 1, 1, 1));
    }

    @Test
    void aFunctionThatKillsEachWorkerThatReadsIt_failsItsCallAsAWhole() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        for (int worker = 1; worker < 3; worker++) {
            pool.lose(worker, Stage.READING_FUNCTION);
            pool.ready(worker + 1);
        }
        assertThat(pool.lose(3, Stage.READING_FUNCTION))
                .containsExactly(
                        new FailItem(1, 0, 1, Why.WORKER_LOST, 3),
                        new CancelItems(1, 1, 2, false),
                        new CallEnded(1),
                        new StartWorker(4));
    }

    @Test
    void aWorkerThatDiesWithoutATrace_chargesOnlyWhatWasItsTurn_andNoRetry() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(2), 2);
        pool.submit(call(2), 1);
        for (int worker = 1; worker < 3; worker++) {
            assertThat(pool.gone(worker, Cause.LOST, null)).containsExactly(new StartWorker(worker + 1));
            assertThat(next(pool, worker + 1)).containsExactly(new Given(worker + 1, 1, 0, 1));
        }
        assertThat(pool.gone(3, Cause.LOST, null)).startsWith(new FailItem(1, 0, 1, Why.WORKER_LOST, 3));
        assertThat(pool.scheduler.tally().failed()).isEqualTo(1);
    }

    @Test
    void howOftenAnItemWasNotAcknowledged_isForgottenWhenItRuns() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(9), 1);
        pool.lose(1, Stage.READING_ITEM);
        pool.ready(2);
        pool.lose(2, Stage.READING_ITEM);
        pool.ready(3);
        pool.lose(3, Stage.RUNNING);
        pool.ready(4);
        assertThat(pool.lose(4, Stage.READING_ITEM)).containsExactly(new StartWorker(5));
    }

    @Test
    void anIdleWorkerThatIsLost_isReplacedAndHurtsNothing() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 1);
        assertThat(pool.gone(2, Cause.LOST, null)).containsExactly(new StartWorker(3));
        assertThat(pool.scheduler.tally().workersLost()).isEqualTo(1);
    }

    @Test
    void theFailureOfALostWorker_mayFailItsCallFast() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1).failFast(), 5);
        assertThat(pool.lose(1))
                .containsExactly(
                        new FailItem(1, 0, 1, Why.WORKER_LOST, 1),
                        new CancelItems(1, 2, 3, false),
                        new CancelOn(2, 1, false),
                        new StartWorker(3));
        assertThat(pool.succeed(2)).contains(new CallEnded(1));
    }

    @Test
    void itemsOfACancelledCall_areDroppedWithTheirWorker() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(3).retries(5), 3);
        pool.succeed(1, 1, MILLIS);
        pool.cancel(1, false);
        assertThat(pool.lose(1))
                .containsExactly(
                        new CancelItems(1, 2, 1, false),
                        new CancelItems(1, 1, 1, true),
                        new CallEnded(1),
                        new StartWorker(2));
    }
}
