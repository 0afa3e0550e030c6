package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerInfo.State;
import dev.taskpool.internal.schedule.Decision.AllGone;
import dev.taskpool.internal.schedule.Decision.Assign;
import dev.taskpool.internal.schedule.Decision.KillWorker;
import dev.taskpool.internal.schedule.Decision.Relieve;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Decision.StopWorker;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.internal.schedule.Recycling.Limit;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ready workers beyond those that work: none gets work before a place is free, and then it gets it at once. */
class SchedulerSparesTest {
    private static ScheduleSettings settings(int workers, int spares) {
        return new ScheduleSettings(workers, spares, Drill.recycling(0), 3, 3, 0);
    }

    /** Workers numbered from 1, spares after them, all ready. */
    private static Drill pool(int workers, int spares) {
        Drill pool = Drill.pool(settings(workers, spares));
        for (int worker = workers + 1; worker <= workers + spares; worker++) {
            pool.ready(worker);
        }
        return pool;
    }

    @Test
    void spares_areStartedWithTheOthers_andCounted() {
        var scheduler = new Scheduler(settings(1, 2));
        assertThat(scheduler.start(0)).containsExactly(new StartWorker(1), new StartWorker(2), new StartWorker(3));
        assertThat(scheduler.tally().workersStarted()).isEqualTo(3);
    }

    @Test
    void aSpare_getsNoWork_howeverMuchWaits() {
        Drill pool = pool(2, 2);
        assertThat(given(pool.submit(call(1), 100))).extracting(Given::worker).containsExactly(1, 2);
        assertThat(given(pool.succeed(1, MILLIS))).extracting(Given::worker).containsOnly(1);
        assertThat(pool.scheduler.dropped(3, List.of(), pool.now)).isEmpty();
        assertThat(pool.scheduler.state(3)).isEqualTo(State.IDLE);
        assertThat(pool.scheduler.state(4)).isEqualTo(State.IDLE);
    }

    @Test
    void aSpare_takesNothingFromWorkersThatHaveMuchToDo() {
        Drill pool = pool(1, 1);
        pool.submit(call(1), 10);
        pool.succeed(1, MILLIS);
        assertThat(pool.holds(1)).isEqualTo(9);
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
    }

    @Test
    void whoIsReadyFirst_works() {
        Drill pool = Drill.starting(settings(1, 1));
        pool.submit(call(1), 2);
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 0, 1));
        assertThat(pool.ready(1)).isEmpty();
    }

    @Test
    void aWorkerThatIsLost_isReplacedByASpareAtOnce_andANewSpareStarts() {
        Drill pool = pool(1, 1);
        pool.submit(call(1), 2);
        assertThat(pool.lose(1))
                .contains(new StartWorker(3))
                .filteredOn(Assign.class::isInstance)
                .hasSize(1);
        assertThat(pool.running(2).unit.first()).isEqualTo(1);
        assertThat(pool.ready(3)).isEmpty();
        assertThat(given(pool.lose(2, Stage.READING_ITEM))).containsExactly(new Given(3, 1, 1, 1));
    }

    @Test
    void aWorkerThatHasRunItsUnits_isReplacedByASpareBeforeItIsGone() {
        Drill pool = Drill.pool(new ScheduleSettings(1, 1, Drill.recycling(1), 3, 3, 0));
        pool.ready(2);
        assertThat(pool.submit(call(1), 2)).contains(new StartWorker(3));
        List<Decision> decisions = pool.succeed(1);
        assertThat(decisions).contains(new StopWorker(1));
        assertThat(given(decisions)).containsExactly(new Given(2, 1, 1, 1));
        assertThat(pool.gone(1, Cause.STOPPED, null)).isEmpty();
    }

    @Test
    void aWorkerThatLeavesForItsSize_isReplacedByASpare() {
        Drill pool = pool(1, 1);
        assertThat(pool.outgrow(1)).containsExactly(new Relieve(1, Limit.SIZE), new StopWorker(1), new StartWorker(3));
        assertThat(given(pool.submit(call(1), 1))).extracting(Given::worker).containsExactly(2);
    }

    @Test
    void withoutAReadySpare_thePlaceGoesToTheNextThatIsReady() {
        Drill pool = Drill.pool(settings(1, 1));
        pool.submit(call(1), 2);
        assertThat(pool.lose(1)).contains(new StartWorker(3));
        assertThat(given(pool.ready(3))).containsExactly(new Given(3, 1, 1, 1));
        assertThat(pool.ready(2)).isEmpty();
    }

    @Test
    void severalThatAreLost_areReplacedByAsManySpares() {
        Drill pool = pool(2, 2);
        pool.submit(call(1).retries(1), 2);
        assertThat(given(pool.lose(1))).extracting(Given::worker).containsExactly(3);
        assertThat(given(pool.lose(2))).extracting(Given::worker).containsExactly(4);
        assertThat(pool.scheduler.tally().workersStarted()).isEqualTo(6);
    }

    @Test
    void aSpareThatIsLost_isReplaced() {
        Drill pool = pool(1, 1);
        pool.submit(call(1), 2);
        assertThat(pool.gone(2, Cause.LOST, null)).containsExactly(new StartWorker(3));
        assertThat(pool.ready(3)).isEmpty();
        assertThat(pool.scheduler.tally().workersLost()).isEqualTo(1);
    }

    @Test
    void aSpareThatHasOutgrownItsLimit_isReplaced() {
        Drill pool = pool(1, 1);
        assertThat(pool.outgrow(2)).containsExactly(new Relieve(2, Limit.SIZE), new StopWorker(2), new StartWorker(3));
        pool.gone(1, Cause.LOST, null);
        assertThat(pool.scheduler.state(2)).isEqualTo(State.STOPPING);
        assertThat(given(pool.submit(call(1), 1))).isEmpty();
    }

    @Test
    void sparesThatDoNotStart_breakThePool() {
        Drill pool = Drill.pool(new ScheduleSettings(1, 1, Drill.recycling(0), 3, 2, 0));
        pool.gone(2, Cause.NOT_STARTED, null);
        assertThat(pool.gone(3, Cause.NOT_STARTED, null)).contains(new Decision.Break(), new KillWorker(1));
    }

    @Test
    void shutDown_endsSparesAtOnce() {
        Drill pool = Drill.starting(settings(1, 2));
        pool.ready(1);
        pool.ready(2);
        pool.submit(call(1), 1);
        assertThat(pool.shutDown()).containsExactly(new StopWorker(2), new KillWorker(3));
        assertThat(pool.ready(3)).isEmpty();
    }

    @Test
    void shutDown_keepsAsManyThatStartAsThereAreToWork() {
        Drill pool = Drill.starting(settings(2, 2));
        pool.ready(3);
        pool.submit(call(1), 2);
        assertThat(pool.shutDown()).containsExactly(new KillWorker(2), new KillWorker(4));
        assertThat(pool.ready(4)).isEmpty();
        assertThat(given(pool.ready(1))).extracting(Given::worker).containsExactly(1);
    }

    @Test
    void aWorkerLostWhileClosing_isReplaced_andNoSpare() {
        Drill pool = pool(1, 1);
        pool.submit(call(1), 2);
        pool.shutDown();
        assertThat(only(StartWorker.class, pool.gone(2, Cause.STOPPED, null))).isEmpty();
        assertThat(only(StartWorker.class, pool.lose(1))).containsExactly(new StartWorker(3));
        assertThat(given(pool.ready(3))).hasSize(1);
    }

    @Test
    void terminate_killsSparesToo() {
        Drill pool = pool(1, 1);
        assertThat(pool.terminate()).containsExactly(new KillWorker(1), new KillWorker(2));
        assertThat(pool.gone(1, Cause.STOPPED, null)).isEmpty();
        assertThat(pool.gone(2, Cause.STOPPED, null)).containsExactly(new AllGone());
    }
}
