package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Decision.CallEnded;
import dev.taskpool.internal.schedule.Decision.CancelItems;
import dev.taskpool.internal.schedule.Decision.CancelOn;
import dev.taskpool.internal.schedule.Decision.Deliver;
import dev.taskpool.internal.schedule.Decision.KillWorker;
import dev.taskpool.internal.schedule.Decision.Retry;
import dev.taskpool.internal.schedule.Decision.StartWorker;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import org.junit.jupiter.api.Test;

/** Calls that are no longer wanted, or have failed: what has not begun is dropped, what runs is waited for. */
class SchedulerCancelTest {
    @Test
    void aCallThatWaits_isDroppedAndEndsAtOnce() {
        Drill pool = Drill.starting(1);
        pool.submit(call(1), 3);
        assertThat(pool.cancel(1, true)).containsExactly(new CancelItems(1, 0, 3, false), new CallEnded(1));
        assertThat(pool.ready(1)).isEmpty();
    }

    @Test
    void aCallWhoseInputGoesOn_endsAllTheSame() {
        Drill pool = Drill.starting(1);
        pool.open(call(1), 3);
        assertThat(pool.cancel(1, true)).contains(new CallEnded(1));
        assertThat(pool.add(1, 3)).isEmpty();
    }

    @Test
    void whatRuns_isWaitedFor() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        assertThat(pool.cancel(1, false)).containsExactly(new CancelItems(1, 1, 2, false), new CancelOn(1, 1, false));
        assertThat(pool.drop(1, 1)).isEmpty();
        assertThat(pool.succeed(1)).containsExactly(new Deliver(1, 0, 1, 1), new CallEnded(1));
    }

    @Test
    void whatRuns_isStoppedIfThatIsWanted() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        assertThat(pool.cancel(1, true)).containsExactly(new CancelItems(1, 1, 2, false), new CancelOn(1, 1, true));
        pool.drop(1, 1);
        assertThat(pool.gone(1, Cause.CANCELLED, pool.blame(1, Stage.RUNNING)))
                .containsExactly(new CancelItems(1, 0, 1, true), new CallEnded(1), new StartWorker(2));
    }

    @Test
    void whatAWorkerHasNotBegun_isDroppedThere() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 5);
        pool.succeed(1, MILLIS);
        pool.submit(call(2), 1);
        pool.cancel(1, false);
        assertThat(pool.drop(1, 1))
                .containsExactly(
                        new CancelItems(1, 2, 1, false),
                        new CancelItems(1, 3, 1, false),
                        new CancelItems(1, 4, 1, false));
        assertThat(pool.holds(1)).isEqualTo(2);
        assertThat(pool.succeed(1, MILLIS)).startsWith(new Deliver(1, 1, 1, 1), new CallEnded(1));
    }

    @Test
    void theLastItemsOfACall_mayBeThoseThatAWorkerDrops() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.submit(call(3).single(), 1);
        pool.cancel(3, true);
        assertThat(pool.drop(1, 3)).containsExactly(new CancelItems(3, 0, 1, false), new CallEnded(3));
    }

    @Test
    void theLastItemsOfACall_mayBeThoseThatAWorkerGivesBack() {
        Drill pool = Drill.starting(2);
        pool.ready(1);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.submit(call(3).single(), 1);
        pool.ready(2);
        pool.cancel(3, false);
        assertThat(pool.giveBack(1)).containsExactly(new CancelItems(3, 0, 1, false), new CallEnded(3));
    }

    @Test
    void everyWorkerThatHoldsItemsOfTheCall_isToldOnce() {
        Drill pool = Drill.pool(3);
        pool.submit(call(1), 2);
        pool.submit(call(2), 1);
        assertThat(only(CancelOn.class, pool.cancel(1, true)))
                .containsExactly(new CancelOn(1, 1, true), new CancelOn(2, 1, true));
    }

    @Test
    void aCancelThatComesAgain_tellsNobodyAgain() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        pool.cancel(1, true);
        assertThat(pool.cancel(1, true)).isEmpty();
        assertThat(pool.cancel(1, false)).isEmpty();
        assertThat(pool.failFast(1)).isEmpty();
        assertThat(pool.terminate()).containsExactly(new KillWorker(1));
    }

    @Test
    void aCancelThatStopsWhatRuns_isToldAfterOneThatDidNot() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 1);
        assertThat(pool.failFast(1)).containsExactly(new CancelOn(1, 1, false));
        assertThat(pool.cancel(1, false)).isEmpty();
        assertThat(pool.cancel(1, true)).containsExactly(new CancelOn(1, 1, true));
    }

    @Test
    void itemsThatComeAfterTheCancel_areDropped() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 1);
        pool.cancel(1, false);
        assertThat(pool.add(1, 2)).containsExactly(new CancelItems(1, 1, 2, false));
        assertThat(pool.succeed(1)).contains(new CallEnded(1));
    }

    @Test
    void whatWasCancelled_makesRoomForOthers() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        pool.submit(call(2), 1);
        pool.cancel(1, true);
        pool.gone(1, Cause.CANCELLED, pool.blame(1, Stage.RUNNING));
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 2, 0, 1));
    }

    @Test
    void failFast_dropsWhatHasNotBegunAndWaitsForWhatRuns() {
        Drill pool = Drill.pool(3);
        pool.submit(call(1).failFast(), 10);
        assertThat(pool.fail(2))
                .containsExactly(
                        new Deliver(1, 1, 1, 1),
                        new CancelItems(1, 3, 7, false),
                        new CancelOn(1, 1, false),
                        new CancelOn(2, 1, false),
                        new CancelOn(3, 1, false));
        assertThat(pool.succeed(1)).containsExactly(new Deliver(1, 0, 1, 1));
        assertThat(pool.fail(3)).containsExactly(new Deliver(1, 2, 1, 1), new CallEnded(1));
    }

    @Test
    void failFast_whatMayBeRunAgainIsNoFailure() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).failFast().retries(1), 3);
        assertThat(pool.fail(1, true)).startsWith(new Retry(1, 0, 2, 1));
        assertThat(pool.fail(1, true)).contains(new CancelItems(1, 1, 2, false), new CallEnded(1));
    }

    @Test
    void withoutFailFast_theOthersRunOn() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        assertThat(given(pool.fail(1))).containsExactly(new Given(1, 1, 1, 1));
    }

    @Test
    void anItemThatFailedBeforeItWasGivenOut_failsItsCallFast() {
        Drill pool = Drill.pool(1);
        pool.open(call(1).failFast().chunk(4), 3);
        assertThat(pool.addFailed(1)).containsExactly(new CancelItems(1, 0, 3, false));
        assertThat(pool.endInput(1)).containsExactly(new CallEnded(1));
    }

    @Test
    void aCallThatFailedAsAWhole_waitsForTheEndOfItsInput() {
        Drill pool = Drill.pool(1);
        pool.open(call(1), 2);
        assertThat(pool.failFast(1)).containsExactly(new CancelItems(1, 1, 1, false), new CancelOn(1, 1, false));
        assertThat(pool.failFast(1)).isEmpty();
        pool.succeed(1);
        assertThat(pool.add(1, 2)).containsExactly(new CancelItems(1, 2, 2, false));
        assertThat(pool.endInput(1)).containsExactly(new CallEnded(1));
    }
}
