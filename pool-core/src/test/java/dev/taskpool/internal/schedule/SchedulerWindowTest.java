package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.taskpool.internal.schedule.Drill.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is with a worker at a time: one unit while nothing is known, some milliseconds of work when it is. */
class SchedulerWindowTest {
    @Test
    void timeUnknown_aWorkerHoldsOneUnit() {
        Drill pool = Drill.pool(2);
        assertThat(given(pool.submit(call(1), 50))).hasSize(2);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(1, 1);
    }

    @Test
    void longItems_aWorkerHoldsTheNextBehindTheOneThatRuns() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 50);
        assertThat(given(pool.succeed(1, 50 * MILLIS))).hasSize(2);
        for (int i = 0; i < 5; i++) {
            assertThat(given(pool.succeed(1, 50 * MILLIS))).hasSize(1);
            assertThat(pool.holds(1)).isEqualTo(2);
        }
    }

    @Test
    void itemsOfSeconds_aWorkerHoldsOneUnit() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 50);
        for (int i = 0; i < 5; i++) {
            assertThat(given(pool.succeed(1, 1_000 * MILLIS))).hasSize(1);
            assertThat(pool.holds(1)).isEqualTo(1);
        }
    }

    @Test
    void anItemThatWaitsBehindAnother_isTakenBackForAWorkerThatHasNone() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 5);
        pool.succeed(1, 500 * MILLIS);
        pool.succeed(2, 500 * MILLIS);
        assertThat(pool.holds(1)).isEqualTo(2);
        assertThat(pool.succeed(2, 500 * MILLIS)).contains(new Decision.TakeBack(1));
    }

    @Test
    void shortItems_aWorkerHoldsFiftyMillisecondsOfWork() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 100);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(50);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(50);
    }

    @Test
    void itemsThatGetLonger_makeTheWindowSmaller() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 500);
        pool.succeed(1, 2 * MILLIS);
        assertThat(pool.holds(1)).isEqualTo(25);
        for (int i = 0; i < 50; i++) {
            pool.succeed(1, 25 * MILLIS);
        }
        assertThat(pool.holds(1)).isBetween(2, 3);
    }

    @Test
    void itemsThatTakeNoTime_areLimitedInNumber() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 2_000);
        pool.succeed(1, 0);
        assertThat(pool.holds(1)).isEqualTo(Worker.MAX_UNITS);
    }

    @Test
    void aUnitOfUnknownTime_isTheLastThatAWorkerGets() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 50);
        pool.submit(call(2), 50);
        assertThat(given(pool.succeed(1, MILLIS))).extracting(Given::call).containsExactly(1L, 2L);
    }

    @Test
    void aSingleTask_isExpectedToTakeAsLongAsThoseBefore() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).single(), 1);
        pool.submit(call(2).single(), 1);
        assertThat(pool.holds(1)).isEqualTo(1);
        pool.succeed(1, MILLIS);
        pool.submit(call(3).single(), 1);
        assertThat(pool.holds(1)).isEqualTo(2);
    }

    @Test
    void aCallOfManyItems_isNotJudgedBySingleTasks() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        assertThat(given(pool.submit(call(2).adaptive(), 100))).hasSize(1);
        assertThat(pool.holds(1)).isEqualTo(1);
    }

    @Test
    void unitsWithoutAFixedSize_growToFiftyMillisecondsOfWorkAndShrinkAtTheEnd() {
        Drill pool = Drill.pool(1);
        assertThat(given(pool.submit(call(1).adaptive(), 1_000)))
                .extracting(Given::count)
                .containsExactly(1);
        assertThat(given(pool.succeed(1, MILLIS))).extracting(Given::count).containsExactly(8, 50);
        while (pool.holds(1) > 1) {
            pool.succeed(1, MILLIS);
        }
        assertThat(pool.running(1).unit)
                .extracting(Decision.Assign::first, Decision.Assign::count)
                .containsExactly(999, 1);
    }

    @Test
    void unitsWithoutAFixedSize_areSentAsSoonAsThereIsAnItem() {
        Drill pool = Drill.pool(1);
        assertThat(given(pool.open(call(1).adaptive(), 1))).hasSize(1);
    }

    @Test
    void unitsWithoutAFixedSize_leaveAShareForEachWorker() {
        Drill pool = Drill.pool(4);
        pool.open(call(1).adaptive(), 1);
        pool.succeed(1, 100);
        assertThat(given(pool.add(1, 40)))
                .extracting(Given::worker, Given::count)
                .startsWith(tuple(1, 5), tuple(2, 5), tuple(3, 4), tuple(4, 4));
    }
}
