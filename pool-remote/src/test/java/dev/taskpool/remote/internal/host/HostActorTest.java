package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HostActorTest extends HostRig {
    @Test
    void life_fromHelloToLeave() throws Exception {
        startReady();
        await().atMost(LONG).until(() -> !Files.exists(file.path()));
        run(Units.unit(1, Units.call(1), 3));
        host.tell(new FromWorker.Began(1, 0));
        outcomes(1, value(1, 0), fault(1, 1));
        outcomes(2, value(1, 2));

        supervisor.expectMessage(new WorkerEvent.Began(5, 1, 0));
        expectValue(1, 0);
        supervisor.expectMessage(new WorkerEvent.Failed(5, 1, 1, Items.Encoded.of(new byte[] {1}), 9, false));
        expectValue(1, 2);

        host.tell(new WorkerCommand.Forget(1));
        agent.expectMessage(new ToWorker.Forget(1));
        host.tell(new WorkerCommand.Forget(1));
        host.tell(new WorkerCommand.Stop());
        agent.expectMessage(new ToWorker.Leave());
        child.exits(0);
        WorkerEvent.Gone gone = expectGone(Cause.STOPPED);
        assertThat(gone.exit().exitCode()).isZero();
        assertThat(gone.blame()).isNull();
        assertThat(child.kills).isEmpty();
    }

    @Test
    void commands_beforeReady_areKept() throws Exception {
        start();
        host.tell(new WorkerCommand.Run(List.of(Units.unit(1, Units.call(1), 3))));
        host.tell(new WorkerCommand.Cancel(1, false));
        host.tell(hello());
        host.tell(new FromWorker.Ready());

        agent.expectMessageClass(ToWorker.Work.class);
        agent.expectMessage(new ToWorker.Drop(1));
    }

    @Test
    void takeBack_isForwardedAndWhatComesBackIsNotDueAnyMore() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 4));
        host.tell(new WorkerCommand.TakeBack());
        agent.expectMessage(new ToWorker.TakeBack());
        host.tell(new FromWorker.GaveBack(List.of(new Piece(1, 2, 4))));
        supervisor.expectMessage(new WorkerEvent.GaveBack(5, List.of(new Piece(1, 2, 4))));
        page().status().begin(1, 2, Stage.RUNNING);
        child.exits(1);

        assertThat(expectGone(Cause.LOST).blame()).as("never in its hands").isNull();
    }

    @Test
    void memory_isMeasuredWhileItWorks() throws Exception {
        child.rssBytes = OptionalLong.of(12_345);
        startReady();
        run(Units.unit(1, Units.call(1), 3));
        outcomes(1, value(1, 0));
        outcomes(2, value(1, 1));

        // The measuring runs beside the outcomes, so its event may come before, between or after them.
        assertThat(supervisor.receiveSeveralMessages(3))
                .contains(new WorkerEvent.Measured(5, 12_345))
                .filteredOn(WorkerEvent.Succeeded.class::isInstance)
                .extracting(event -> ((WorkerEvent.Succeeded) event).offset())
                .containsExactly(0, 1);
    }

    @Test
    void outcomes_areToldAsTaken_oncePerManyBytes() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 4));
        int bytes = (int) (Wire.OUTCOMES_WEIGHT / 4);
        for (int i = 0; i < 4; i++) {
            outcomes(i + 1L, new FromWorker.Values(1, i, Items.Encoded.of(new byte[bytes]), new long[] {9}));
        }

        agent.expectMessage(new ToWorker.OutcomesTaken(2));
        agent.expectMessage(new ToWorker.OutcomesTaken(4));
    }

    @Test
    void outcomes_areToldAsTaken_oncePerManyMessages() throws Exception {
        startReady();
        int count = Wire.OUTCOMES_MESSAGES;
        run(Units.unit(1, Units.call(1), count));
        for (int i = 0; i < count; i++) {
            outcomes(i + 1L, value(1, i));
        }

        agent.expectMessage(new ToWorker.OutcomesTaken(count / 2));
        agent.expectMessage(new ToWorker.OutcomesTaken(count));
        agent.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void chatter_isAcknowledgedOnceItIsWritten() throws Exception {
        startReady();
        var line = new FromWorker.LogLine(20, "dev.taskpool.test", "main", "hello {}", "trace");
        var progress = new FromWorker.Progress(1, 2, 0.5, "half");
        host.tell(new FromWorker.Chatter(List.of(line), List.of(progress), 3));

        supervisor.expectMessage(new WorkerEvent.Progressed(5, 1, 2, 0.5, "half"));
        agent.expectMessage(new ToWorker.ChatterRead());
    }

    @Test
    void endOfTheActorSystem_endsTheChild() throws Exception {
        startReady();
        kit.shutdownTestKit();

        await().atMost(LONG).untilAsserted(() -> assertThat(child.kills).containsExactly(Duration.ZERO));
        expectNoFile();
    }
}
