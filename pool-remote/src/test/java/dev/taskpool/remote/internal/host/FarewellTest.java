package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.remote.internal.launch.ExitEvidence;
import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit;
import dev.taskpool.spi.WorkerExit.Cause;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final ExitEvidence KILLED = new ExitEvidence(137, Reason.SIGNAL, "tail");
    private static final Blame ITEM = new Blame(1, 2, Stage.RUNNING);
    private static final Running RUNNING = new Running(1, 3, Stage.READING_ITEM, 0);

    private final InFlight inFlight = new InFlight();

    @Test
    void exit_byItself_isLostIfItWasReady() {
        assertThat(Farewell.exit(null, true, KILLED, 5, "", null))
                .isEqualTo(new WorkerExit(Cause.LOST, Reason.SIGNAL, 137, 5, "tail", "", null));
        assertThat(Farewell.exit(null, false, KILLED, 5, "", null).cause()).isEqualTo(Cause.NOT_STARTED);
    }

    @Test
    void exit_ofTheCondemned_hasTheCause() {
        assertThat(Farewell.exit(Doom.timeLimit(ITEM), true, KILLED, 5, "", null)
                        .cause())
                .isEqualTo(Cause.TIME_LIMIT);
        assertThat(Farewell.exit(Doom.cancelled(ITEM), true, KILLED, 5, "", null)
                        .cause())
                .isEqualTo(Cause.CANCELLED);
        assertThat(Farewell.exit(Doom.stopped(""), false, KILLED, 5, "", null).cause())
                .isEqualTo(Cause.STOPPED);
        WorkerExit unreachable = Farewell.exit(Doom.unreachable(""), true, KILLED, 5, "", null);
        assertThat(unreachable.cause()).isEqualTo(Cause.LOST);
        assertThat(unreachable.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void exit_afterAFailedStart_hasTheFailure() {
        var thrown = new IllegalStateException("initializer");
        var late = new IOException("late");

        assertThat(Farewell.exit(Doom.notStarted(late, ""), false, KILLED, 5, "", null)
                        .failure())
                .isSameAs(late);
        assertThat(Farewell.exit(Doom.notStarted(null, ""), false, KILLED, 5, "", thrown)
                        .failure())
                .isSameAs(thrown);
        assertThat(Farewell.neverBorn(null, late))
                .isEqualTo(new WorkerExit(Cause.NOT_STARTED, Reason.EXITED, -1, 0, "", "", late));
        assertThat(Farewell.neverBorn(Doom.stopped(""), late).cause()).isEqualTo(Cause.STOPPED);
    }

    @Test
    void blame_isWhatItWasEndedFor() {
        assertThat(Farewell.blame(Doom.timeLimit(ITEM), RUNNING, inFlight)).isEqualTo(ITEM);
    }

    @Test
    void blame_isElseWhatItWasRunningUnlessThatIsAnswered() {
        assertThat(Farewell.blame(null, RUNNING, inFlight)).isNull();
        inFlight.add(Units.unit(1, Units.call(1), 5));
        assertThat(Farewell.blame(null, RUNNING, inFlight)).isEqualTo(new Blame(1, 3, Stage.READING_ITEM));
        assertThat(Farewell.blame(Doom.stopped(""), RUNNING, inFlight)).isEqualTo(new Blame(1, 3, Stage.READING_ITEM));
        inFlight.accept(1, 0, 4);
        assertThat(Farewell.blame(null, RUNNING, inFlight)).isNull();
        assertThat(Farewell.blame(null, null, inFlight)).isNull();
    }
}
