package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerInfo.State;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.StopWorker;
import dev.taskpool.internal.schedule.Decision.TakeBack;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers are replaced after their number of units, exactly, and when they have outgrown their limit. */
class SchedulerRecyclingTest {
    private static ScheduleSettings atMost(int units, int workers) {
        return new ScheduleSettings(workers, 0, units, 3, 3, 0);
    }

    @Test
    void aWorker_leavesAfterItsUnits_andIsReplacedAtOnce() {
        Drill pool = Drill.pool(atMost(2, 1));
        pool.submit(call(1).chunk(3), 9);
        assertThat(given(pool.succeed(1, 60 * MILLIS))).hasSize(1);
        assertThat(pool.succeed(1, 60 * MILLIS))
                .containsExactly(new Decision.Deliver(1, 3, 3, 1), new StopWorker(1), new StartWorker(2));
        assertThat(pool.gone(1, Cause.STOPPED, null)).isEmpty();
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 6, 3));
    }

    @Test
    void severalShortUnitsInFlight_areNotMoreThanAWorkerMayRun() {
        Drill pool = Drill.pool(atMost(3, 1));
        pool.submit(call(1), 100);
        assertThat(given(pool.succeed(1, MILLIS))).hasSize(2);
        pool.succeed(1, MILLIS);
        assertThat(pool.succeed(1, MILLIS)).contains(new StopWorker(1));
    }

    @Test
    void withoutALimit_aWorkerStays() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 500);
        for (int i = 0; i < 500; i++) {
            assertThat(only(StopWorker.class, pool.succeed(1, MILLIS))).isEmpty();
        }
    }

    @Test
    void aUnitThatWasTakenBack_isNotCounted() {
        Drill pool = Drill.starting(atMost(4, 2));
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        for (int id = 2; id < 5; id++) {
            pool.submit(call(id).single(), 1);
        }
        assertThat(pool.holds(1)).isEqualTo(3);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STOPPING);
        pool.ready(2);
        pool.giveBack(1);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(2, 1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.BUSY);
        pool.succeed(1, MILLIS);
        assertThat(only(StopWorker.class, pool.succeed(1, MILLIS))).isEmpty();
        pool.submit(call(5).single(), 1);
        assertThat(pool.succeed(1, MILLIS)).contains(new StopWorker(1));
    }

    @Test
    void aUnitOfWhichOnlyTheTailWasTakenBack_isCounted() {
        Drill pool = Drill.starting(atMost(2, 2));
        pool.ready(1);
        pool.open(call(1).adaptive(), 1);
        pool.succeed(1, MILLIS);
        assertThat(given(pool.add(1, 40))).extracting(Given::count).containsExactly(8);
        int other = 2;
        for (pool.ready(other); pool.holds(other) > 0; pool.ready(other)) {
            pool.succeed(other, MILLIS);
            pool.succeed(other, MILLIS);
            pool.gone(other++, Cause.STOPPED, null);
        }
        assertThat(given(pool.giveBack(1))).isNotEmpty();
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STOPPING);
        assertThat(pool.succeed(1, MILLIS)).contains(new StopWorker(1));
    }

    @Test
    void aUnitThatWasDropped_isNotCounted() {
        Drill pool = Drill.pool(atMost(3, 1));
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.submit(call(3).single(), 1);
        pool.cancel(3, false);
        pool.drop(1, 3);
        assertThat(only(StopWorker.class, pool.succeed(1, MILLIS))).isEmpty();
        assertThat(given(pool.submit(call(4).single(), 1))).hasSize(1);
    }

    @Test
    void aWorkerWhoseLastUnitsWereDropped_staysForOthers() {
        Drill pool = Drill.pool(atMost(2, 1));
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.cancel(2, false);
        var notBegun = new Piece(pool.running(1).unit.unitId(), 0, 1);
        assertThat(pool.scheduler.dropped(1, List.of(notBegun), pool.now)).doesNotContain(new StopWorker(1));
        assertThat(pool.scheduler.state(1)).isEqualTo(State.IDLE);
    }

    @Test
    void anOutgrownWorkerThatHoldsNothing_leavesAndIsReplaced() {
        Drill pool = Drill.pool(1);
        assertThat(pool.outgrow(1)).containsExactly(new StopWorker(1), new StartWorker(2));
        assertThat(pool.outgrow(1)).isEmpty();
    }

    @Test
    void anOutgrownWorker_finishesWhatItHasBegunAndGetsNothingMore() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 2);
        assertThat(pool.outgrow(1)).isEmpty();
        assertThat(pool.succeed(1, MILLIS))
                .containsExactly(new Decision.Deliver(1, 0, 1, 1), new StopWorker(1), new StartWorker(2));
        pool.gone(1, Cause.STOPPED, null);
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 1, 1));
    }

    @Test
    void anOutgrownWorker_isAskedForWhatItHasNotBegun() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 10);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(9);
        assertThat(pool.outgrow(1)).containsExactly(new TakeBack(1));
        assertThat(given(pool.giveBack(1))).isEmpty();
    }

    @Test
    void anOutgrownWorker_isAskedUntilItHoldsOnlyWhatItHasBegun() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 10);
        pool.succeed(1, MILLIS);
        assertThat(pool.outgrow(1)).containsExactly(new TakeBack(1));
        for (int left : List.of(5, 3, 2)) {
            assertThat(pool.giveBack(1)).containsExactly(new TakeBack(1));
            assertThat(pool.holds(1)).isEqualTo(left);
        }
        assertThat(pool.giveBack(1)).isEmpty();
        assertThat(pool.succeed(1, MILLIS)).contains(new StopWorker(1));
    }

    @Test
    void anOutgrownWorkerThatWasBeingAsked_isAskedForTheRest() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.submit(call(1), 6);
        pool.succeed(1, MILLIS);
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
        assertThat(pool.outgrow(1)).isEmpty();
        assertThat(only(TakeBack.class, pool.giveBack(1))).containsExactly(new TakeBack(1));
    }

    @Test
    void anOutgrownWorkerThatHasNothingToGive_isLeftInPeace() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        pool.succeed(1, MILLIS);
        pool.outgrow(1);
        assertThat(pool.giveBack(1, List.of())).isEmpty();
    }

    @Test
    void aWorkerThatStarts_cannotOutgrowAnything() {
        Drill pool = Drill.starting(1);
        assertThat(pool.outgrow(1)).isEmpty();
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STARTING);
    }
}
