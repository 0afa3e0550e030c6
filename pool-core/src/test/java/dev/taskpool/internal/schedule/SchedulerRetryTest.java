package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static dev.taskpool.internal.schedule.Drill.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.Decision.Assign;
import dev.taskpool.internal.schedule.Decision.CallEnded;
import dev.taskpool.internal.schedule.Decision.CancelItems;
import dev.taskpool.internal.schedule.Decision.Deliver;
import dev.taskpool.internal.schedule.Decision.FailItem;
import dev.taskpool.internal.schedule.Decision.Retry;
import dev.taskpool.internal.schedule.Decision.WakeAt;
import dev.taskpool.internal.schedule.Decision.Why;
import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An item is run again as often as its call allows, after the pauses it asks for. */
class SchedulerRetryTest {
    @Test
    void aFailureThatMakesNoFurtherTry_isDelivered() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(5), 1);
        assertThat(pool.fail(1)).containsExactly(new Deliver(1, 0, 1, 1), new CallEnded(1));
    }

    @Test
    void anItemThatFails_isRunAgainExactlyAsOftenAsAllowed() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(2), 1);
        assertThat(pool.fail(1, true)).startsWith(new Retry(1, 0, 2, 1));
        assertThat(pool.fail(1, true)).startsWith(new Retry(1, 0, 3, 1));
        assertThat(pool.fail(1, true)).containsExactly(new Deliver(1, 0, 1, 3), new CallEnded(1));
        assertThat(pool.scheduler.tally().retried()).isEqualTo(2);
    }

    @Test
    void withoutRetries_anItemRunsOnce() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1);
        assertThat(pool.fail(1, true)).containsExactly(new Deliver(1, 0, 1, 1), new CallEnded(1));
    }

    @Test
    void anItemThatLosesItsWorkers_isRunAgainExactlyAsOftenAsAllowed() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1), 1);
        assertThat(pool.lose(1)).startsWith(new Retry(1, 0, 2, 1));
        pool.ready(2);
        assertThat(pool.lose(2)).startsWith(new FailItem(1, 0, 2, Why.WORKER_LOST, 2), new CallEnded(1));
    }

    @Test
    void anItemThatTakesTooLong_isRunAgainExactlyAsOftenAsAllowed() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1), 1);
        assertThat(pool.gone(1, Cause.TIME_LIMIT, pool.blame(1, Stage.RUNNING))).startsWith(new Retry(1, 0, 2, 1));
        pool.ready(2);
        assertThat(pool.gone(2, Cause.TIME_LIMIT, pool.blame(2, Stage.RUNNING)))
                .startsWith(new FailItem(1, 0, 2, Why.TIMED_OUT, 2), new CallEnded(1));
    }

    @Test
    void anItemThatTookAlongTooManyWorkers_isQuarantined_whateverItsRetriesSay() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(9).quarantineAfter(2), 1);
        pool.fail(1, true);
        assertThat(pool.gone(1, Cause.LOST, Reason.OUT_OF_MEMORY, pool.blame(1, Stage.RUNNING)))
                .startsWith(new Retry(1, 0, 3, 1));
        pool.ready(2);
        pool.gone(2, Cause.TIME_LIMIT, pool.blame(2, Stage.RUNNING));
        pool.ready(3);
        assertThat(pool.lose(3)).startsWith(new FailItem(1, 0, 4, Why.QUARANTINED, 3), new CallEnded(1));
    }

    @Test
    void theNextRun_comesBeforeItemsThatHaveNotBeenOut_andAlone() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(3).retries(1), 6);
        pool.fail(1, true);
        assertThat(given(pool.succeed(1, 2, 2_000 * MILLIS))).containsExactly(new Given(1, 1, 0, 1));
        assertThat(given(pool.succeed(1, 2_000 * MILLIS))).containsExactly(new Given(1, 1, 3, 3));
    }

    @Test
    void theNextRun_isNumbered() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1), 1);
        assertThat(only(Assign.class, pool.fail(1, true)))
                .extracting(Assign::attempt)
                .containsExactly(2);
        assertThat(pool.succeed(1)).contains(new Deliver(1, 0, 1, 2));
    }

    @Test
    void eachKindOfEnd_hasItsOwnBound() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(9).afterFailure(2).afterCrash(1).afterOutOfMemory(0), 1);
        pool.fail(1, true);
        pool.lose(1);
        pool.ready(2);
        assertThat(only(Retry.class, pool.fail(2, true))).hasSize(1);
        assertThat(pool.fail(2, true)).contains(new Deliver(1, 0, 1, 4));

        pool.submit(call(2).retries(9).afterFailure(0).afterCrash(1).afterOutOfMemory(9), 1);
        assertThat(only(Retry.class, pool.lose(2))).hasSize(1);
        pool.ready(3);
        assertThat(pool.lose(3)).contains(new FailItem(2, 0, 2, Why.WORKER_LOST, 3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"OUT_OF_MEMORY", "MEMORY_LIMIT"})
    void aWorkerLostForWantOfMemory_isNoCrash(Reason reason) {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(9).afterCrash(0).afterOutOfMemory(1), 1);
        assertThat(only(Retry.class, pool.gone(1, Cause.LOST, reason, pool.blame(1, Stage.RUNNING))))
                .hasSize(1);
        pool.ready(2);
        assertThat(pool.gone(2, Cause.LOST, reason, pool.blame(2, Stage.RUNNING)))
                .contains(new FailItem(1, 0, 2, Why.WORKER_LOST, 2));
    }

    @Test
    void aTimeLimit_isBoundedByTheWholeAlone() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1).afterFailure(0).afterCrash(0).afterOutOfMemory(0), 1);
        assertThat(only(Retry.class, pool.gone(1, Cause.TIME_LIMIT, pool.blame(1, Stage.RUNNING))))
                .hasSize(1);
    }

    @Test
    void jitter_lengthensPausesOfItemsByDifferentShares() {
        var rules = new RetryRules(9, 9, 9, 9, 9, 1_000 * MILLIS, 20);
        long[] pauses = IntStream.range(0, 100)
                .mapToLong(index -> rules.pauseNanos(3, index, 1))
                .toArray();
        assertThat(Arrays.stream(pauses)).allMatch(pause -> pause >= 1_000 * MILLIS && pause < 1_200 * MILLIS);
        assertThat(Arrays.stream(pauses).distinct().count()).isGreaterThan(10);
        assertThat(rules.pauseNanos(3, 7, 1)).isEqualTo(rules.pauseNanos(3, 7, 1));
    }

    @Test
    void aPause_isKeptAndDoubled() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(3).backoff(5 * MILLIS), 1);
        for (long pause : List.of(5 * MILLIS, 10 * MILLIS, 20 * MILLIS)) {
            assertThat(given(pool.fail(1, true))).isEmpty();
            assertThat(given(pool.after(pause - 1).tick())).isEmpty();
            assertThat(given(pool.after(1).tick())).hasSize(1);
        }
    }

    @Test
    void aPause_isKeptAfterALostWorker() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1).retries(1).backoff(5 * MILLIS), 1);
        assertThat(pool.lose(1)).contains(new Retry(1, 0, 2, 1), new WakeAt(pool.now + 5 * MILLIS));
        assertThat(given(pool.after(5 * MILLIS).tick())).containsExactly(new Given(2, 1, 0, 1));
    }

    @Test
    void aPause_keepsNobodyElseWaiting() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1).backoff(5 * MILLIS), 2);
        assertThat(given(pool.fail(1, true))).containsExactly(new Given(1, 1, 1, 1));
    }

    @Test
    void aPauseOfDecades_doesNotOverflow() {
        Drill pool = Drill.pool(1);
        long decades = 1L << 60;
        pool.submit(call(1).retries(3).backoff(Long.MAX_VALUE), 1);
        for (int i = 0; i < 3; i++) {
            assertThat(pool.fail(1, true)).contains(new WakeAt(pool.now + decades));
            assertThat(given(pool.after(decades).tick())).hasSize(1);
        }
    }

    @Test
    void manyPauses_areDoubledOnlySoOften() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(100).backoff(1), 1);
        for (int i = 0; i < 100; i++) {
            long pause = 1L << Math.min(i, 20);
            assertThat(pool.fail(1, true)).contains(new WakeAt(pool.now + pause));
            assertThat(given(pool.after(pause).tick())).hasSize(1);
        }
    }

    @Test
    void aCallThatWaitsForAPause_isNotOver() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1).backoff(5 * MILLIS), 1);
        pool.fail(1, true);
        assertThat(pool.shutDown()).isEmpty();
        assertThat(given(pool.after(5 * MILLIS).tick())).hasSize(1);
    }

    @Test
    void aCallCancelledInAPause_ends() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(1).backoff(5 * MILLIS), 1);
        pool.fail(1, true);
        assertThat(pool.cancel(1, false)).containsExactly(new CancelItems(1, 0, 1, false), new CallEnded(1));
        assertThat(pool.after(5 * MILLIS).tick()).isEmpty();
    }

    @Test
    void anItemOfACancelledCall_isNotRunAgain() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).retries(3), 1);
        pool.cancel(1, false);
        assertThat(pool.fail(1, true)).containsExactly(new Deliver(1, 0, 1, 1), new CallEnded(1));
    }
}
