package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.AllGone;
import dev.taskpool.internal.schedule.Decision.Break;
import dev.taskpool.internal.schedule.Decision.CallEnded;
import dev.taskpool.internal.schedule.Decision.CancelItems;
import dev.taskpool.internal.schedule.Decision.CancelOn;
import dev.taskpool.internal.schedule.Decision.KillWorker;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import dev.taskpool.testkit.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that do not start, or die at once: borne for a while, then the pool is broken. */
class SchedulerStartTest {
    private static List<Decision> failStart(Drill pool, int worker) {
        return pool.gone(worker, Cause.NOT_STARTED, null);
    }

    /** A pool of one that its second failed start breaks. */
    private static Drill fragile() {
        return Drill.starting(new ScheduleSettings(1, 0, Drill.recycling(0), 3, 2, 0));
    }

    /** Worker {@code last} is the first not to die at once, if a worker is to be started for it. */
    private static int earlyDeaths(Drill pool, int first, int count) {
        for (int worker = first; worker < first + count; worker++) {
            pool.ready(worker);
            assertThat(pool.after(999 * MILLIS).gone(worker, Cause.LOST, null))
                    .containsExactly(new StartWorker(worker + 1));
        }
        return first + count;
    }

    @Test
    void aWorkerThatDidNotStart_isReplaced() {
        Drill pool = Drill.starting(2);
        assertThat(failStart(pool, 1)).containsExactly(new StartWorker(3));
    }

    @Test
    void tooManyFailedStartsInARow_breakThePool() {
        Drill pool = Drill.starting(2);
        pool.submit(call(1), 4);
        failStart(pool, 1);
        failStart(pool, 2);
        assertThat(failStart(pool, 3))
                .containsExactly(new Break(), new CancelItems(1, 0, 4, false), new CallEnded(1), new KillWorker(4));
        assertThat(pool.scheduler.refusing()).isTrue();
    }

    @Test
    void aGoodStart_setsTheCountBack() {
        Drill pool = fragile();
        for (int worker = 1; worker < 20; worker += 2) {
            assertThat(failStart(pool, worker)).containsExactly(new StartWorker(worker + 1));
            pool.ready(worker + 1);
            pool.after(2_000 * MILLIS);
            assertThat(pool.gone(worker + 1, Cause.LOST, null)).containsExactly(new StartWorker(worker + 2));
        }
    }

    @Test
    @Case("CRASH-33")
    void workersThatDieAtOnce_breakThePoolInTheEnd() {
        Drill pool = fragile();
        int last = earlyDeaths(pool, 1, 19);
        pool.ready(last);
        assertThat(pool.gone(last, Cause.LOST, null)).containsExactly(new Break());
    }

    @Test
    void anOutcome_setsTheCountOfEarlyDeathsBack() {
        Drill pool = fragile();
        int next = earlyDeaths(pool, 1, 19);
        pool.ready(next);
        pool.submit(call(1), 1);
        pool.succeed(next);
        assertThat(pool.gone(next, Cause.LOST, null)).containsExactly(new StartWorker(next + 1));
        earlyDeaths(pool, next + 1, 19);
    }

    @Test
    @Case("CRASH-33")
    void aDeathThatAnItemIsBlamedFor_isNoEarlyDeath() {
        Drill pool = fragile();
        pool.submit(call(1), 40);
        for (int worker = 1; worker <= 40; worker++) {
            pool.ready(worker);
            assertThat(pool.lose(worker, Stage.RUNNING)).contains(new StartWorker(worker + 1));
        }
    }

    @Test
    @Case("CRASH-33")
    void aDeathAfterASecond_isNoEarlyDeath() {
        Drill pool = fragile();
        for (int worker = 1; worker <= 40; worker++) {
            pool.ready(worker);
            assertThat(pool.after(1_000 * MILLIS).gone(worker, Cause.LOST, null))
                    .containsExactly(new StartWorker(worker + 1));
        }
    }

    @Test
    void aWorkerThatWasStopped_isNoEarlyDeath() {
        Drill pool = fragile();
        for (int worker = 1; worker <= 40; worker++) {
            pool.ready(worker);
            pool.outgrow(worker);
            assertThat(pool.gone(worker, Cause.STOPPED, null)).isEmpty();
        }
    }

    @Test
    void aBrokenPool_endsOpenCallsWithTheirInput_andLazyOnesAtOnce() {
        Drill pool = fragile();
        pool.open(call(1), 1);
        pool.open(call(2).lazy(), 1);
        failStart(pool, 1);
        assertThat(failStart(pool, 2))
                .contains(new Break(), new CancelItems(1, 0, 1, false), new CallEnded(2, true))
                .doesNotContain(new CallEnded(1));
        assertThat(pool.add(1, 2)).containsExactly(new CancelItems(1, 1, 2, false));
        assertThat(pool.endInput(1)).containsExactly(new CallEnded(1));
    }

    @Test
    void aBrokenPool_waitsForWhatRuns() {
        Drill pool = Drill.starting(new ScheduleSettings(2, 0, Drill.recycling(0), 3, 1, 0));
        pool.ready(1);
        pool.submit(call(1), 1);
        assertThat(failStart(pool, 2)).containsExactly(new Break(), new CancelOn(1, 1, true), new KillWorker(1));
        assertThat(pool.gone(1, Cause.STOPPED, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new CancelItems(1, 0, 1, true), new CallEnded(1));
    }

    @Test
    void aBrokenPool_startsNothingAndEndsWhenItIsShutDown() {
        Drill pool = fragile();
        pool.open(call(1), 1);
        failStart(pool, 1);
        failStart(pool, 2);
        assertThat(pool.after(60_000 * MILLIS).tick()).isEmpty();
        assertThat(pool.shutDown()).containsExactly(new CallEnded(1, true), new AllGone());
    }

    @Test
    void aPoolThatBreaksWhileItCloses_endsByItself() {
        Drill pool = fragile();
        pool.open(call(1), 1);
        pool.shutDown();
        failStart(pool, 1);
        assertThat(failStart(pool, 2))
                .containsExactly(new Break(), new CancelItems(1, 0, 1, false), new CallEnded(1, true), new AllGone());
    }

    @Test
    void aPoolThatIsTerminated_doesNotBreak() {
        Drill pool = Drill.starting(new ScheduleSettings(3, 0, Drill.recycling(0), 3, 1, 0));
        pool.terminate();
        assertThat(failStart(pool, 1)).isEmpty();
        assertThat(failStart(pool, 2)).isEmpty();
        assertThat(failStart(pool, 3)).containsExactly(new AllGone());
    }
}
