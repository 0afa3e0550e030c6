package dev.taskpool.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.WorkerExit;
import dev.taskpool.spi.WorkerExit.Cause;
import org.junit.jupiter.api.Test;

class RecentDeathsTest {
    private final RecentDeaths deaths = new RecentDeaths();

    private void add(Cause cause, long pid) {
        deaths.add(new WorkerExit(cause, Reason.EXITED, 1, pid, "", "", null));
    }

    @Test
    void broken_namesEveryFailedStart_evenIfOthersWorkMeanwhile() {
        add(Cause.NOT_STARTED, 1);
        deaths.worked();
        add(Cause.NOT_STARTED, 2);
        deaths.worked();
        assertThat(deaths.broken("p")).hasMessageContaining("cannot be started, 2 in a row");
    }

    @Test
    void broken_namesNoneFromBeforeALaterStart() {
        add(Cause.NOT_STARTED, 1);
        deaths.started();
        add(Cause.NOT_STARTED, 2);
        assertThat(deaths.broken("p").deaths()).hasSize(1);
    }

    @Test
    void broken_ofWorkersThatDieAtOnce_namesThemAlone() {
        add(Cause.LOST, 1);
        deaths.worked();
        add(Cause.LOST, 2);
        add(Cause.NOT_STARTED, 3);
        deaths.started();
        add(Cause.LOST, 4);
        assertThat(deaths.broken("p")).hasMessageContaining("die as soon as they start, 2 in a row");
    }
}
