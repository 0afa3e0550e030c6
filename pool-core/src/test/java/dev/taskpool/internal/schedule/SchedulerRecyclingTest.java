package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerInfo.State;
import dev.taskpool.internal.schedule.Decision.Relieve;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.StopWorker;
import dev.taskpool.internal.schedule.Decision.TakeBack;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.internal.schedule.Recycling.Limit;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Workers are replaced after their number of units, exactly, and when they have come to a limit of size or age. */
class SchedulerRecyclingTest {
    private static final Relieve TOO_LARGE = new Relieve(1, Limit.SIZE);

    private static ScheduleSettings atMost(int units, int workers) {
        return new ScheduleSettings(workers, 0, Drill.recycling(units), 3, 3, 0);
    }

    private static ScheduleSettings withLimits(int workers, int spares, long growth, long ageNanos) {
        var recycling = new Recycling(0, ageNanos, Drill.MAX_RSS_BYTES, growth, 0);
        return new ScheduleSettings(workers, spares, recycling, 3, 3, 0);
    }

    @Test
    void aWorker_leavesAfterItsUnits_andItsSuccessorStartsWithTheLast() {
        Drill pool = Drill.pool(atMost(2, 1));
        assertThat(only(StartWorker.class, pool.submit(call(1).chunk(3), 9))).isEmpty();
        List<Decision> atTheLast = pool.succeed(1, 2_000 * MILLIS);
        assertThat(given(atTheLast)).hasSize(1);
        assertThat(atTheLast).contains(new StartWorker(2));
        assertThat(pool.succeed(1, 2_000 * MILLIS))
                .containsExactly(new Decision.Deliver(1, 3, 3, 1), new StopWorker(1));
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
        assertThat(pool.outgrow(1)).containsExactly(TOO_LARGE, new StopWorker(1), new StartWorker(2));
        assertThat(pool.outgrow(1)).isEmpty();
    }

    @Test
    void anOutgrownWorker_finishesWhatItHasBegunAndGetsNothingMore() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 2);
        assertThat(pool.outgrow(1)).containsExactly(TOO_LARGE, new StartWorker(2));
        assertThat(pool.succeed(1, MILLIS)).containsExactly(new Decision.Deliver(1, 0, 1, 1), new StopWorker(1));
        pool.gone(1, Cause.STOPPED, null);
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 1, 1));
    }

    @Test
    void anOutgrownWorker_isAskedForWhatItHasNotBegun() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 10);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(9);
        assertThat(pool.outgrow(1)).containsExactly(TOO_LARGE, new TakeBack(1), new StartWorker(2));
        assertThat(given(pool.giveBack(1))).isEmpty();
    }

    @Test
    void anOutgrownWorker_isAskedUntilItHoldsOnlyWhatItHasBegun() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 10);
        pool.succeed(1, MILLIS);
        assertThat(only(TakeBack.class, pool.outgrow(1))).hasSize(1);
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
        assertThat(pool.outgrow(1)).containsExactly(TOO_LARGE, new StartWorker(3));
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
    void aWorkerThatHasGrownTooMuch_worksOnUntilItsSuccessorIsReady() {
        Drill pool = Drill.pool(withLimits(1, 0, 100, 0));
        pool.submit(call(1).chunk(1), 9);
        pool.succeed(1, 2_000 * MILLIS);
        assertThat(pool.measure(1, 500)).isEmpty();
        assertThat(pool.measure(1, 600)).isEmpty();
        assertThat(pool.measure(1, 601)).containsExactly(new Relieve(1, Limit.GROWTH), new StartWorker(2));
        assertThat(pool.measure(1, 700)).isEmpty();
        assertThat(given(pool.succeed(1, 2_000 * MILLIS))).containsExactly(new Given(1, 1, 2, 1));
        assertThat(given(pool.ready(2))).isEmpty();
        List<Decision> atTheEnd = pool.succeed(1, 2_000 * MILLIS);
        assertThat(atTheEnd).contains(new StopWorker(1));
        assertThat(given(atTheEnd)).containsExactly(new Given(2, 1, 3, 1));
    }

    @Test
    void aSpareThatIsReady_takesTheirPlaceAtOnce() {
        Drill pool = Drill.pool(withLimits(1, 1, 100, 0));
        pool.ready(2);
        pool.measure(1, 500);
        assertThat(pool.measure(1, 700))
                .containsExactly(new Relieve(1, Limit.GROWTH), new StopWorker(1), new StartWorker(3));
        assertThat(given(pool.submit(call(1), 1))).extracting(Given::worker).containsExactly(2);
    }

    @Test
    void severalThatHaveGrownTooMuch_goOneByOne_asTheirSuccessorsGetReady() {
        Drill pool = Drill.pool(withLimits(2, 0, 100, 0));
        pool.submit(call(1).chunk(1), 2);
        for (int worker : List.of(1, 2)) {
            pool.measure(worker, 1);
            assertThat(pool.measure(worker, 200)).contains(new StartWorker(worker + 2));
        }
        pool.ready(3);
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STOPPING);
        assertThat(pool.scheduler.state(2)).isEqualTo(State.BUSY);
        pool.ready(4);
        assertThat(pool.scheduler.state(2)).isEqualTo(State.STOPPING);
    }

    @Test
    void aWorkerThatHasGrownTooMuch_andThenIsTooLarge_getsNothingMore() {
        Drill pool = Drill.pool(withLimits(1, 0, 100, 0));
        pool.submit(call(1).chunk(1), 2);
        pool.measure(1, 1);
        pool.measure(1, 200);
        assertThat(pool.outgrow(1)).isEmpty();
        assertThat(pool.succeed(1)).containsExactly(new Decision.Deliver(1, 0, 1, 1), new StopWorker(1));
    }

    @Test
    void aSuccessorThatDies_isReplaced_andTheOldOneWorksOn() {
        Drill pool = Drill.pool(withLimits(1, 0, 100, 0));
        pool.measure(1, 1);
        pool.measure(1, 200);
        assertThat(pool.gone(2, Cause.NOT_STARTED, null)).containsExactly(new StartWorker(3));
        assertThat(given(pool.submit(call(1), 1))).containsExactly(new Given(1, 1, 0, 1));
    }

    @Test
    void aWorkerThatDiesBeforeItsSuccessorIsReady_isReplacedByIt() {
        Drill pool = Drill.pool(withLimits(1, 0, 100, 0));
        pool.measure(1, 1);
        pool.measure(1, 200);
        assertThat(pool.gone(1, Cause.LOST, null)).isEmpty();
        pool.submit(call(1), 1);
        assertThat(pool.holds(2)).isZero();
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 0, 1));
    }

    @Test
    void workersOfAge_areReplacedOneAfterTheOther() {
        Drill pool = Drill.pool(withLimits(1, 0, 0, 1_000 * MILLIS));
        assertThat(pool.after(999 * MILLIS).tick()).containsExactly(new Decision.WakeAt(pool.now + MILLIS));
        assertThat(pool.after(MILLIS).tick()).containsExactly(new Relieve(1, Limit.AGE), new StartWorker(2));
        assertThat(given(pool.submit(call(1), 1))).containsExactly(new Given(1, 1, 0, 1));
        assertThat(only(StopWorker.class, pool.after(500 * MILLIS).ready(2))).isEmpty();
        assertThat(pool.succeed(1)).contains(new StopWorker(1));
        pool.gone(1, Cause.STOPPED, null);
        assertThat(pool.after(999 * MILLIS).tick()).containsExactly(new Decision.WakeAt(pool.now + MILLIS));
        assertThat(pool.after(MILLIS).tick()).contains(new Relieve(2, Limit.AGE));
    }

    @Test
    void anAgeBeyondAnyClock_hidesNoOtherMoment() {
        Drill pool = Drill.pool(withLimits(1, 0, 0, Long.MAX_VALUE));
        pool.submit(call(1).retries(1).backoff(5 * MILLIS), 1);
        assertThat(pool.fail(1, true)).contains(new Decision.WakeAt(pool.now + 5 * MILLIS));
    }

    @Test
    void afterShutDown_nobodyIsHiredWhoWouldFindNoWork() {
        Drill pool = Drill.pool(atMost(1, 1));
        pool.open(call(1).chunk(1), 1);
        pool.shutDown();
        assertThat(pool.gone(2, Cause.NOT_STARTED, null)).isEmpty();
        assertThat(only(StartWorker.class, pool.add(1, 1))).hasSize(1);
    }

    @Test
    void limits_differFromWorkerToWorker_byLessThanTheJitter() {
        var recycling = new Recycling(1_000, 1_000_000, 0, 0, 10);
        List<Integer> units =
                IntStream.range(0, 50).mapToObj(recycling::maxUnits).toList();
        assertThat(units).allMatch(count -> count > 900 && count <= 1_000);
        assertThat(Set.copyOf(units)).hasSizeGreaterThan(20);
        assertThat(LongStream.range(0, 50).map(id -> recycling.maxAgeNanos((int) id)))
                .allMatch(nanos -> nanos > 900_000 && nanos <= 1_000_000);
    }

    @Test
    void limits_ofFewUnits_areExact() {
        for (int units = 1; units <= 10; units++) {
            var recycling = new Recycling(units, 0, 0, 0, 10);
            assertThat(IntStream.range(0, 50).map(recycling::maxUnits)).containsOnly(units);
        }
    }

    @Test
    void aWorkerThatStarts_cannotOutgrowAnything() {
        Drill pool = Drill.starting(1);
        assertThat(pool.outgrow(1)).isEmpty();
        assertThat(pool.scheduler.state(1)).isEqualTo(State.STARTING);
    }
}
