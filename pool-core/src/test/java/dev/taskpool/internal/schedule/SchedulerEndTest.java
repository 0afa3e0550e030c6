package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.Decision.AllGone;
import dev.taskpool.internal.schedule.Decision.CallEnded;
import dev.taskpool.internal.schedule.Decision.CancelItems;
import dev.taskpool.internal.schedule.Decision.CancelOn;
import dev.taskpool.internal.schedule.Decision.Deliver;
import dev.taskpool.internal.schedule.Decision.KillWorker;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.StopWorker;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pool's end: after what was accepted, or now. */
class SchedulerEndTest {
    private static List<Decision> leave(Drill pool, int worker) {
        return pool.gone(worker, Cause.STOPPED, null);
    }

    @Test
    void shutDown_withNothingToDo_letsTheWorkersLeaveAndWaitsForThem() {
        Drill pool = Drill.pool(2);
        assertThat(pool.shutDown()).containsExactly(new StopWorker(1), new StopWorker(2));
        assertThat(leave(pool, 2)).isEmpty();
        assertThat(leave(pool, 1)).containsExactly(new AllGone());
    }

    @Test
    void shutDown_beforeTheWorkersAreReady_killsThem() {
        Drill pool = Drill.starting(2);
        pool.ready(2);
        assertThat(pool.shutDown()).containsExactly(new KillWorker(1), new StopWorker(2));
        assertThat(pool.ready(1)).isEmpty();
    }

    @Test
    void shutDown_finishesWhatWasAccepted() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 2);
        pool.open(call(2), 0);
        assertThat(pool.shutDown()).isEmpty();
        assertThat(pool.scheduler.refusing()).isTrue();
        pool.succeed(1);
        pool.succeed(1);
        assertThat(given(pool.add(2, 1))).hasSize(1);
        pool.endInput(2);
        assertThat(pool.succeed(1)).containsExactly(new Deliver(2, 0, 1, 1), new CallEnded(2), new StopWorker(1));
    }

    @Test
    void shutDown_replacesWorkersWhileThereIsWork() {
        Drill pool = Drill.pool(new ScheduleSettings(1, 0, Drill.recycling(1), 3, 3, 0));
        assertThat(pool.submit(call(1), 3)).contains(new StartWorker(2));
        pool.shutDown();
        assertThat(pool.succeed(1)).contains(new StopWorker(1));
        leave(pool, 1);
        assertThat(pool.ready(2)).contains(new StartWorker(3));
        pool.lose(2);
        assertThat(only(StartWorker.class, pool.ready(3))).isEmpty();
        assertThat(pool.succeed(3)).containsExactly(new Deliver(1, 2, 1, 1), new StopWorker(3), new CallEnded(1));
    }

    @Test
    void shutDown_endsTheInputOfLazyCalls_andFinishesWhatWasRead() {
        Drill pool = Drill.pool(2);
        pool.open(call(1).lazy(), 0);
        pool.open(call(2).lazy().chunk(2), 3);
        pool.open(call(3), 0);
        assertThat(given(pool.shutDown())).containsExactly(new Given(2, 2, 2, 1));
        pool.succeed(1);
        assertThat(pool.succeed(2)).contains(new CallEnded(2, true));
        assertThat(pool.endInput(3)).contains(new CallEnded(3), new StopWorker(1), new StopWorker(2));
    }

    @Test
    void shutDown_endsALazyCallThatHasNothingOpen() {
        Drill pool = Drill.pool(1);
        pool.open(call(1).lazy(), 0);
        assertThat(pool.shutDown()).containsExactly(new CallEnded(1, true), new StopWorker(1));
    }

    @Test
    void shutDown_twice_isOnce() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        pool.shutDown();
        assertThat(pool.shutDown()).isEmpty();
        pool.succeed(1);
        assertThat(pool.shutDown()).isEmpty();
    }

    @Test
    void aCallAfterShutDown_isAnError() {
        Drill pool = Drill.pool(1);
        pool.shutDown();
        assertThatIllegalStateException()
                .isThrownBy(() -> pool.submit(call(4), 1))
                .withMessage("call 4 in phase CLOSING (expected: OPEN)");
    }

    @Test
    void terminate_dropsWhatWaitsAndKillsWhatRuns() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        assertThat(pool.terminate())
                .containsExactly(new CancelItems(1, 1, 2, false), new CancelOn(1, 1, true), new KillWorker(1));
        assertThat(pool.gone(1, Cause.STOPPED, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new CancelItems(1, 0, 1, true), new CallEnded(1), new AllGone());
    }

    @Test
    void terminate_takesTheLastWordsOfItsWorkers() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        pool.terminate();
        assertThat(pool.succeed(1)).containsExactly(new Deliver(1, 0, 1, 1), new CallEnded(1));
        assertThat(leave(pool, 1)).containsExactly(new AllGone());
    }

    @Test
    void terminate_endsCallsWhoseInputGoesOn() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 0);
        assertThat(pool.terminate()).containsExactly(new CallEnded(1, true), new KillWorker(1));
        assertThat(pool.add(1, 5)).isEmpty();
    }

    @Test
    void terminate_dropsWhatWaitsForAPause() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1).backoff(50 * MILLIS), 1);
        pool.fail(1, true);
        assertThat(pool.terminate())
                .containsExactly(new CancelItems(1, 0, 1, false), new CallEnded(1), new KillWorker(1));
    }

    @Test
    void terminate_beforeTheWorkersAreReady_killsThem() {
        Drill pool = Drill.starting(2);
        assertThat(pool.terminate()).containsExactly(new KillWorker(1), new KillWorker(2));
        assertThat(pool.ready(1)).isEmpty();
        leave(pool, 1);
        assertThat(pool.gone(2, Cause.NOT_STARTED, null)).containsExactly(new AllGone());
    }

    @Test
    void terminate_whileClosing_endsWhatWasBeingFinished() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 2);
        pool.shutDown();
        assertThat(pool.terminate())
                .containsExactly(new CancelItems(1, 1, 1, false), new CancelOn(1, 1, true), new KillWorker(1));
    }

    @Test
    void terminate_killsWorkersThatWereToldToLeave() {
        Drill pool = Drill.pool(1);
        assertThat(pool.shutDown()).containsExactly(new StopWorker(1));
        assertThat(pool.terminate()).containsExactly(new KillWorker(1));
        assertThat(leave(pool, 1)).containsExactly(new AllGone());
    }

    @Test
    void terminate_afterABreakdown_killsNobodyTwice() {
        Drill pool = Drill.starting(new ScheduleSettings(2, 0, Drill.recycling(0), 3, 1, 0));
        pool.ready(1);
        pool.open(call(1), 2);
        assertThat(pool.gone(2, Cause.NOT_STARTED, null)).contains(new KillWorker(1));
        assertThat(pool.terminate()).isEmpty();
        assertThat(pool.gone(1, Cause.STOPPED, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new CancelItems(1, 0, 1, true), new CallEnded(1, true), new AllGone());
    }

    @Test
    void terminate_whileClosing_killsNobodyTwice() {
        Drill pool = Drill.starting(1);
        assertThat(pool.shutDown()).containsExactly(new KillWorker(1));
        assertThat(pool.terminate()).isEmpty();
    }

    @Test
    void terminate_twice_isOnce() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        pool.terminate();
        assertThat(pool.terminate()).isEmpty();
        assertThat(pool.shutDown()).isEmpty();
    }

    @Test
    void terminate_replacesNobody() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 2);
        pool.terminate();
        assertThat(pool.lose(1)).doesNotHaveAnyElementsOfTypes(StartWorker.class);
    }

    @Test
    void afterTheEnd_nothingHappens() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        pool.shutDown();
        pool.succeed(1);
        leave(pool, 1);
        Scheduler scheduler = pool.scheduler;
        assertThat(scheduler.shutDown(pool.now)).isEmpty();
        assertThat(scheduler.terminate(pool.now)).isEmpty();
        assertThat(scheduler.tick(pool.now)).isEmpty();
        assertThat(scheduler.itemsAdded(1, 1, 1, pool.now)).isEmpty();
        assertThat(scheduler.itemFailed(1, pool.now)).isEmpty();
        assertThat(scheduler.inputEnded(1, pool.now)).isEmpty();
        assertThat(scheduler.cancelled(1, true, pool.now)).isEmpty();
        assertThat(scheduler.failedFast(1, pool.now)).isEmpty();
        assertThat(scheduler.workerReady(1, pool.now)).isEmpty();
        assertThat(scheduler.measured(1, Drill.MAX_RSS_BYTES + 1, pool.now)).isEmpty();
        assertThat(scheduler.workerGone(1, Cause.LOST, Reason.EXITED, null, pool.now))
                .isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> pool.submit(call(2), 1));
    }
}
