package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import dev.taskpool.testkit.Case;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that die at once do not come for ever; those that die of their tasks, or now and then, do. */
class EarlyDeathTest {
    private static final int MAX_FAILURES = 3;
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(10);

    private final Scheduler scheduler = new Scheduler(new ScheduleSettings(1, 0, 3, MAX_FAILURES));
    private long now;
    private int worker;
    private boolean broken;

    private void heed(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.StartWorker start) {
                worker = start.worker();
            }
            broken |= decision instanceof Decision.Break;
        }
    }

    /** The worker gets ready, and dies when it has lived so long. */
    private void liveAndDie(long nanos) {
        heed(scheduler.workerReady(worker, now));
        now += nanos;
        heed(scheduler.workerGone(worker, Cause.LOST, null, now));
    }

    @Test
    @Case("CRASH-33")
    void deaths_justAfterTheStart_breakThePoolInTheEnd() {
        heed(scheduler.start(now));
        int deaths = 0;
        while (!broken && deaths < 1000) {
            liveAndDie(SOON);
            deaths++;
        }
        assertThat(broken).isTrue();
        assertThat(deaths).isBetween(MAX_FAILURES, 10 * MAX_FAILURES);
    }

    @Test
    @Case("CRASH-33")
    void deaths_ofWorkersThatHadLived_neverBreakThePool() {
        heed(scheduler.start(now));
        for (int i = 0; i < 1000; i++) {
            liveAndDie(TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(broken).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10_000_000})
    @Case("CRASH-33")
    void deaths_thatTasksCause_neverBreakThePool(long nanos) {
        heed(scheduler.start(now));
        for (int i = 1; i <= 1000; i++) {
            heed(scheduler.submitted(new CallSpec(i, true, false, 0, true, 0, 0, 0), now));
            heed(scheduler.workerReady(worker, now));
            long unit = 0;
            for (Decision decision : scheduler.itemsAdded(i, 1, 10, now)) {
                unit = decision instanceof Decision.Assign assign ? assign.unitId() : unit;
            }
            heed(scheduler.inputEnded(i, now));
            now += nanos;
            heed(scheduler.workerGone(worker, Cause.LOST, new Blame(unit, 0, Stage.RUNNING), now));
        }
        assertThat(broken).isFalse();
        assertThat(scheduler.tally().failed()).isEqualTo(1000);
    }
}
