package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.StopWorker;
import dev.taskpool.internal.schedule.Decision.TakeBack;
import dev.taskpool.internal.schedule.Decision.WakeAt;
import dev.taskpool.internal.schedule.Drill.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a busy worker has not begun goes to an idle one, and makes room for what is more important. */
class SchedulerReclaimTest {
    /** Worker 1 holds so many single tasks, each expected to take so long; worker 2 has nothing to do. */
    private static Drill oneBusyOneIdle(int tasks, long expectedNanos) {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, expectedNanos);
        for (int id = 2; id < 2 + tasks; id++) {
            pool.submit(call(id).single(), 1);
        }
        assertThat(pool.holds(1)).isEqualTo(tasks);
        return pool;
    }

    @Test
    void anIdleWorker_getsHalfOfWhatAnotherHasNotBegun() {
        Drill pool = oneBusyOneIdle(5, MILLIS);
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
        assertThat(given(pool.giveBack(1))).extracting(Given::worker).containsExactly(2, 2);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(3, 2);
    }

    @Test
    void theTailOfTheUnitThatRuns_isTakenUnlessItsSizeIsFixed() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.open(call(1).adaptive(), 1);
        pool.succeed(1, MILLIS);
        assertThat(given(pool.add(1, 12)).get(0)).isEqualTo(new Given(1, 1, 1, 3));
        pool.ready(2);
        while (pool.holds(1) > 1) {
            pool.giveBack(1);
            while (pool.holds(2) > 0) {
                pool.succeed(2, MILLIS);
            }
        }
        assertThat(pool.running(1).unit.count()).isEqualTo(3);
        assertThat(pool.scheduler.tally().completed()).isEqualTo(1 + 11);
    }

    @Test
    void whatIsTakenBack_goesToOthersThanItCameFrom() {
        Drill pool = oneBusyOneIdle(20, MILLIS / 2);
        pool.ready(2);
        assertThat(given(pool.giveBack(1)))
                .extracting(Given::worker)
                .containsOnly(2)
                .hasSize(10);
    }

    @Test
    void aWorkerThatIsAsked_getsNothingMoreUntilItAnswers() {
        Drill pool = oneBusyOneIdle(4, MILLIS);
        pool.ready(2);
        pool.submit(call(8).single(), 1);
        pool.submit(call(9).single(), 1);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(4, 2);
    }

    @Test
    void aWorkerThatIsAskedAndHoldsNothing_getsWorkAllTheSame() {
        Drill pool = oneBusyOneIdle(2, MILLIS);
        pool.ready(2);
        pool.succeed(1, MILLIS);
        pool.succeed(1, MILLIS);
        pool.submit(call(8).single(), 1);
        pool.submit(call(9).single(), 1);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(1, 1);
    }

    @Test
    void aWorkerThatGotSomethingBeforeItAnswered_isAskedForIt() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.open(call(1).adaptive(), 1);
        pool.succeed(1, MILLIS);
        pool.add(1, 2);
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
        pool.succeed(1, MILLIS);
        pool.succeed(1, MILLIS);
        assertThat(given(pool.add(1, 20))).contains(new Given(1, 1, 3, 5));
        assertThat(pool.giveBack(1, List.of())).isEmpty();
        while (pool.holds(2) > 1) {
            pool.succeed(2, MILLIS);
        }
        assertThat(pool.succeed(2, MILLIS)).contains(new TakeBack(1));
    }

    @Test
    void aTask_neverWaitsBehindALongOneWhileAWorkerIsIdle() {
        Drill pool = oneBusyOneIdle(20, MILLIS / 10);
        pool.ready(2);
        while (pool.holds(1) > 1) {
            assertThat(pool.holds(2)).isZero();
            pool.after(3 * MILLIS).tick();
            pool.giveBack(1);
            while (pool.holds(2) > 0) {
                pool.succeed(2);
            }
        }
        assertThat(pool.scheduler.tally().completed()).isEqualTo(1 + 19);
    }

    @Test
    void littleWork_isLeftWhereItIs_unlessItsWorkerSeemsToBeStuck() {
        Drill pool = oneBusyOneIdle(4, MILLIS / 10);
        assertThat(pool.ready(2)).containsExactly(new WakeAt(pool.now + 2 * MILLIS));
        assertThat(pool.after(2 * MILLIS).tick()).containsExactly(new TakeBack(1));
    }

    @Test
    void littleWork_isLeftToAWorkerThatGetsOn() {
        Drill pool = oneBusyOneIdle(4, MILLIS / 10);
        pool.ready(2);
        pool.after(MILLIS);
        assertThat(only(TakeBack.class, pool.succeed(1, MILLIS / 10))).isEmpty();
        assertThat(pool.after(MILLIS).tick()).containsExactly(new WakeAt(pool.now + MILLIS));
    }

    @Test
    void anItemOfUnknownTime_isTakenFromBehindOthersAtOnce() {
        Drill pool = oneBusyOneIdle(1, MILLIS / 10);
        pool.submit(call(9), 1);
        assertThat(pool.holds(1)).isEqualTo(2);
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
    }

    @Test
    void whatRuns_isNotTakenBack() {
        Drill pool = oneBusyOneIdle(1, MILLIS);
        pool.ready(2);
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
    }

    @Test
    void aUnitOfFixedSize_isNotTorn() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.submit(call(1).chunk(50), 50);
        pool.ready(2);
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
    }

    @Test
    void theFullestWorker_isAsked() {
        Drill pool = Drill.starting(3);
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        for (int id = 2; id < 6; id++) {
            pool.submit(call(id).single(), 1);
        }
        pool.ready(2);
        pool.giveBack(1);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(2, 2);
        pool.succeed(1, MILLIS);
        assertThat(pool.ready(3)).containsExactly(new TakeBack(2));
    }

    @Test
    void aFullWorkerWithLittleToDo_doesNotHideOneThatIsStuck() {
        Drill pool = Drill.starting(3);
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS / 100);
        pool.ready(2);
        for (int id = 2; id < 12; id++) {
            pool.submit(call(id).single(), 1);
        }
        pool.submit(call(20), 1);
        pool.submit(call(21), 1);
        for (int i = 0; i < 3; i++) {
            pool.succeed(1, MILLIS / 100);
        }
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(3, 6);
        assertThat(pool.ready(3)).containsExactly(new TakeBack(2));
    }

    @Test
    void aWorkerThatIsLeaving_isNotWaitedFor() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        for (int id = 2; id < 7; id++) {
            pool.submit(call(id).single(), 1);
        }
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
        assertThat(pool.outgrow(1)).contains(new StartWorker(3));
        for (int i = 0; i < 4; i++) {
            pool.succeed(1, MILLIS);
        }
        assertThat(pool.succeed(1, MILLIS)).contains(new StopWorker(1));
        for (int id = 7; id < 17; id++) {
            pool.submit(call(id).single(), 1);
        }
        assertThat(pool.ready(3)).containsExactly(new TakeBack(2));
    }

    @Test
    void oneIdleWorker_causesOneQuestionAtATime() {
        Drill pool = oneBusyOneIdle(10, MILLIS);
        assertThat(pool.ready(2)).containsExactly(new TakeBack(1));
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
        assertThat(only(TakeBack.class, pool.succeed(1, MILLIS))).isEmpty();
    }

    @Test
    void oneIdleWorker_causesNoQuestionToASecond() {
        Drill pool = Drill.starting(3);
        pool.ready(2);
        pool.ready(1);
        pool.submit(call(1), 120);
        pool.succeed(1, MILLIS);
        pool.succeed(2, MILLIS);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(50, 50);
        while (pool.holds(1) + pool.holds(2) > 96) {
            pool.succeed(1, MILLIS);
            pool.succeed(2, MILLIS);
        }
        assertThat(pool.ready(3)).containsExactly(new TakeBack(1));
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
    }

    @Test
    void whileSomethingWaits_nothingIsTakenBack() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 1_000);
        for (int i = 0; i < 20; i++) {
            assertThat(only(TakeBack.class, pool.after(3 * MILLIS).succeed(1 + i % 2, MILLIS)))
                    .isEmpty();
        }
        assertThat(only(TakeBack.class, pool.after(60_000 * MILLIS).tick())).isEmpty();
    }

    @Test
    void aWorkerThatHadNothingToGive_isNotAskedAgainBeforeSomethingChanges() {
        Drill pool = oneBusyOneIdle(3, MILLIS);
        pool.ready(2);
        assertThat(pool.giveBack(1, List.of())).isEmpty();
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
        assertThat(pool.succeed(1, MILLIS)).contains(new TakeBack(1));
    }

    @Test
    void aWorkerThatWasLost_isAskedNoMore() {
        Drill pool = oneBusyOneIdle(3, MILLIS);
        pool.ready(2);
        assertThat(given(pool.lose(1)))
                .extracting(Given::worker)
                .containsOnly(2)
                .hasSize(2);
    }

    @Test
    void somethingMoreImportant_isNotMadeToWaitBehindWhatHasNotBegun() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 100);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(50);
        assertThat(pool.submit(call(2).priority(1), 1)).containsExactly(new TakeBack(1));
        assertThat(given(pool.giveBack(1))).startsWith(new Given(1, 2, 0, 1));
    }

    @Test
    void somethingMoreImportant_asksNoMoreWorkersThanItHasUnits() {
        Drill pool = Drill.pool(4);
        pool.submit(call(1), 400);
        for (int worker = 1; worker <= 4; worker++) {
            pool.succeed(worker, MILLIS);
        }
        pool.open(call(2).priority(1), 0);
        assertThat(pool.add(2, 1)).containsExactly(new TakeBack(1));
        assertThat(pool.add(2, 1)).containsExactly(new TakeBack(2));
        assertThat(pool.add(2, 2)).containsExactly(new TakeBack(3), new TakeBack(4));
        assertThat(pool.add(2, 9)).isEmpty();
    }

    @Test
    void somethingMoreImportant_countsUnitsNotItems() {
        Drill pool = Drill.pool(4);
        pool.submit(call(1), 400);
        for (int worker = 1; worker <= 4; worker++) {
            pool.succeed(worker, MILLIS);
        }
        pool.open(call(2).priority(1).chunk(10), 0);
        assertThat(pool.add(2, 20)).containsExactly(new TakeBack(1), new TakeBack(2));
    }

    @Test
    void somethingMoreImportant_asksNobodyAgainWhoHadNothingToGive() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 100);
        pool.succeed(1, MILLIS);
        pool.open(call(2).priority(1), 1);
        pool.giveBack(1, List.of());
        assertThat(pool.add(2, 1)).isEmpty();
    }

    @Test
    void somethingMoreImportant_asksNobodyWhoRunsSomethingLesserAndHoldsNothingLesser() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, 24 * MILLIS);
        pool.submit(call(2).single(), 1);
        pool.submit(call(3).single().priority(1), 1);
        pool.submit(call(4).single().priority(1), 1);
        assertThat(pool.holds(1)).isEqualTo(3);
        assertThat(pool.submit(call(5).priority(1), 1)).isEmpty();
    }

    @Test
    void somethingNoMoreImportant_takesItsTurn() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).priority(1), 100);
        pool.succeed(1, MILLIS);
        assertThat(pool.submit(call(2).priority(1), 1)).isEmpty();
        assertThat(pool.submit(call(3), 1)).isEmpty();
    }

    @Test
    void somethingMoreImportant_takesNothingBackIfAWorkerHasRoom() {
        Drill pool = oneBusyOneIdle(3, MILLIS);
        assertThat(given(pool.submit(call(9).priority(1), 1))).containsExactly(new Given(1, 9, 0, 1));
    }
}
