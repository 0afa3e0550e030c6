package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.taskpool.WorkerInfo.State;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call's way through the pool, and words that change nothing. */
class SchedulerTest {
    @Test
    void start_startsAsManyWorkersAsThePoolIsToHave() {
        var scheduler = new Scheduler(Drill.settings(3));
        assertThat(scheduler.start(0))
                .containsExactly(new Decision.StartWorker(1), new Decision.StartWorker(2), new Decision.StartWorker(3));
    }

    @Test
    void aCall_isGivenOutDeliveredAndEnded() {
        Drill pool = Drill.pool(2);
        assertThat(given(pool.submit(call(1).chunk(2), 4)))
                .containsExactly(new Given(1, 1, 0, 2), new Given(2, 1, 2, 2));
        assertThat(pool.succeed(2)).containsExactly(new Decision.Deliver(1, 2, 2, 1));
        assertThat(pool.succeed(1)).containsExactly(new Decision.Deliver(1, 0, 2, 1), new Decision.CallEnded(1));
    }

    @Test
    void aCallThatComesBeforeTheWorkers_waitsForTheFirstOfThem() {
        Drill pool = Drill.starting(2);
        assertThat(pool.submit(call(1), 1)).isEmpty();
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 0, 1));
    }

    @Test
    void aCallWithoutItems_endsWithItsInput() {
        Drill pool = Drill.pool(1);
        assertThat(pool.open(call(1), 0)).isEmpty();
        assertThat(pool.endInput(1)).containsExactly(new Decision.CallEnded(1));
    }

    @Test
    void aCallWhoseItemsHaveEnded_goesOnUntilItsInputEnds() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 1);
        assertThat(pool.succeed(1)).containsExactly(new Decision.Deliver(1, 0, 1, 1));
        assertThat(pool.endInput(1)).containsExactly(new Decision.CallEnded(1));
    }

    @Test
    void chunks_areExact_andWhatIsTooLittleWaitsForTheEndOfTheInput() {
        Drill pool = Drill.pool(3);
        assertThat(given(pool.open(call(1).chunk(3), 7)))
                .extracting(Given::count)
                .containsExactly(3, 3);
        assertThat(given(pool.endInput(1)))
                .extracting(Given::first, Given::count)
                .containsExactly(tuple(6, 1));
    }

    @Test
    void anItemThatFailedBeforeItWasGivenOut_isPassedOver() {
        Drill pool = Drill.pool(3);
        pool.open(call(1).chunk(4), 2);
        assertThat(given(pool.addFailed(1)))
                .extracting(Given::first, Given::count)
                .containsExactly(tuple(0, 2));
        assertThat(given(pool.add(1, 4))).extracting(Given::first, Given::count).containsExactly(tuple(3, 4));
        pool.endInput(1);
        pool.succeed(1);
        assertThat(pool.scheduler.tally().failed()).isEqualTo(1);
    }

    @Test
    void anItemThatFailedBeforeItWasGivenOut_mayBeTheLast() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 0);
        pool.addFailed(1);
        assertThat(pool.endInput(1)).containsExactly(new Decision.CallEnded(1));
    }

    @Test
    void anOutcomeThatIsNotTheNextOfItsUnit_isPassedOver() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(3), 3);
        long unit = pool.running(1).unit.unitId();
        assertThat(pool.scheduler.succeeded(1, unit, 1, 1, 5, pool.now)).isEmpty();
        assertThat(pool.scheduler.succeeded(1, unit, 0, 4, 5, pool.now)).isEmpty();
        assertThat(pool.scheduler.succeeded(1, unit + 1, 0, 1, 5, pool.now)).isEmpty();
        assertThat(pool.scheduler.failed(1, unit, 1, false, pool.now)).isEmpty();
        assertThat(pool.succeed(1)).contains(new Decision.Deliver(1, 0, 3, 1));
    }

    @Test
    void anOutcomeOfWhatWasGivenBack_isPassedOver_becauseAnotherWorkerBringsIt() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 1);
        long unit = pool.running(1).unit.unitId();
        pool.scheduler.gaveBack(1, List.of(new Piece(unit, 0, 1)), pool.now);
        assertThat(pool.scheduler.succeeded(1, unit, 0, 1, MILLIS, pool.now)).isEmpty();
    }

    @Test
    void aPieceThatIsNoTailOfAUnit_isPassedOver() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(4), 4);
        pool.succeed(1, 1, MILLIS);
        long unit = pool.running(1).unit.unitId();
        for (Piece piece : List.of(
                new Piece(unit, 0, 4), new Piece(unit, 1, 3), new Piece(unit, 4, 4), new Piece(unit + 1, 0, 1))) {
            assertThat(pool.scheduler.gaveBack(1, List.of(piece), pool.now)).isEmpty();
            assertThat(pool.scheduler.dropped(1, List.of(piece), pool.now)).isEmpty();
        }
        assertThat(pool.scheduler.tally().running()).isEqualTo(3);
    }

    @Test
    void wordsOfStrangers_changeNothing() {
        Drill pool = Drill.pool(1);
        Scheduler scheduler = pool.scheduler;
        assertThat(scheduler.itemsAdded(9, 1, 1, pool.now)).isEmpty();
        assertThat(scheduler.itemFailed(9, pool.now)).isEmpty();
        assertThat(scheduler.inputEnded(9, pool.now)).isEmpty();
        assertThat(scheduler.cancelled(9, true, pool.now)).isEmpty();
        assertThat(scheduler.failedFast(9, pool.now)).isEmpty();
        assertThat(scheduler.workerReady(9, pool.now)).isEmpty();
        assertThat(scheduler.succeeded(9, 1, 0, 1, 1, pool.now)).isEmpty();
        assertThat(scheduler.failed(9, 1, 0, true, pool.now)).isEmpty();
        assertThat(scheduler.gaveBack(9, List.of(), pool.now)).isEmpty();
        assertThat(scheduler.dropped(9, List.of(), pool.now)).isEmpty();
        assertThat(scheduler.measured(9, Drill.MAX_RSS_BYTES + 1, pool.now)).isEmpty();
        assertThat(scheduler.workerGone(9, Cause.LOST, Reason.EXITED, null, pool.now))
                .isEmpty();
        assertThat(scheduler.tally().workersLost()).isZero();
    }

    @Test
    void tally_countsItemsWhereTheyAre() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1), 4);
        Tally tally = pool.scheduler.tally();
        assertThat(List.of(tally.queued(), tally.running())).containsExactly(3L, 1L);
        pool.succeed(1, 2_000 * MILLIS);
        pool.fail(1);
        pool.fail(1, true);
        assertThat(List.of(tally.queued(), tally.running(), tally.completed(), tally.failed(), tally.retried()))
                .containsExactly(1L, 1L, 1L, 1L, 1L);
        pool.gone(1, Cause.LOST, null);
        assertThat(List.of(tally.queued(), tally.running(), tally.workersStarted(), tally.workersLost()))
                .containsExactly(2L, 0L, 2L, 1L);
    }

    @Test
    void state_followsAWorkersLife() {
        Drill pool = Drill.starting(1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STARTING);
        pool.ready(1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.IDLE);
        pool.submit(call(5), 1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.BUSY);
        pool.outgrow(1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STOPPING);
        pool.succeed(1);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STOPPING);
        pool.gone(1, Cause.STOPPED, null);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.DEAD);
    }

    @Test
    void currentCall_isThatOfTheUnitWhoseTurnItIs() {
        Drill pool = Drill.pool(1);
        assertThat(pool.scheduler.currentCall(1)).isZero();
        pool.submit(call(5), 1);
        pool.submit(call(6), 1);
        assertThat(pool.scheduler.currentCall(1)).isEqualTo(5);
        pool.succeed(1);
        assertThat(pool.scheduler.currentCall(1)).isEqualTo(6);
        assertThat(pool.scheduler.currentCall(2)).isZero();
    }
}
