package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What ends a child, and what is told of its items. */
class HostStopTest extends HostRig {
    @Test
    void death_recoversWhatWasOnItsWayAndBlamesWhatRan() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 5));
        outcomes(1, value(1, 0));
        expectValue(1, 0);
        page().outcomes().appendValue(1, 0, 9, new byte[] {42}, 0, 1);
        page().outcomes().appendValue(1, 1, 9, new byte[] {42}, 0, 1);
        page().status().begin(1, 2, Stage.READING_ITEM);
        child.exits(7);

        expectValue(1, 1);
        WorkerEvent.Gone gone = expectGone(Cause.LOST);
        assertThat(gone.blame()).isEqualTo(new Blame(1, 2, Stage.READING_ITEM));
        assertThat(gone.exit().exitCode()).isEqualTo(7);
        assertThat(gone.exit().reason()).isEqualTo(Reason.EXITED);
    }

    @Test
    void death_afterTheRunningItemWasKept_blamesNothing() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 5));
        page().status().begin(1, 0, Stage.RUNNING);
        page().outcomes().appendValue(1, 0, 9, new byte[] {42}, 0, 1);
        child.exits(0);

        expectValue(1, 0);
        assertThat(expectGone(Cause.LOST).blame()).isNull();
    }

    @Test
    void death_beforeWhatWasNotKeptHasArrived_waitsForIt() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 5));
        page().outcomes().appendValue(1, 1, 9, new byte[] {42}, 0, 1);
        child.exits(7);
        awaitInspection();
        outcomes(1, value(1, 0));

        expectValue(1, 0);
        expectValue(1, 1);
        expectGone(Cause.LOST);
    }

    /** The actor has been told what the dead child left; of what runs beside it, that comes third. */
    private void awaitInspection() {
        await().atMost(LONG).until(() -> blocking.getCompletedTaskCount() == 3);
    }

    @Test
    void outcomesThatAreMissing_endTheChildAndAreRecovered() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 5));
        page().outcomes().appendValue(1, 0, 9, new byte[] {42}, 0, 1);
        page().outcomes().appendValue(1, 1, 9, new byte[] {42}, 0, 1);
        outcomes(2, value(1, 1));

        expectValue(1, 0);
        expectValue(1, 1);
        assertThat(expectGone(Cause.LOST).exit().reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void timeLimit_endsTheChildForTheItem() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1, false, 200_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);

        WorkerEvent.Gone gone = expectGone(Cause.TIME_LIMIT);
        assertThat(gone.blame()).isEqualTo(new Blame(1, 0, Stage.RUNNING));
        assertThat(child.kills).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void timeLimit_asksForTheThreadsFirst() throws Exception {
        dumpGrace = LONG;
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);

        agent.expectMessage(new ToWorker.DumpThreads());
        assertThat(child.kills).isEmpty();
        host.tell(new FromWorker.Threads("\"taskpool-task\" RUNNABLE"));
        assertThat(expectGone(Cause.TIME_LIMIT).exit().threadDump()).isEqualTo("\"taskpool-task\" RUNNABLE");
    }

    @Test
    void timeLimit_theChildTellsNothing_isEndedAllTheSame() throws Exception {
        dumpGrace = Duration.ofMillis(100);
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);

        assertThat(expectGone(Cause.TIME_LIMIT).exit().threadDump()).isEmpty();
    }

    @Test
    void threads_toldAfterTheEnd_delayItNoMore() throws Exception {
        dumpGrace = LONG;
        lastWordsTime = Duration.ofSeconds(2);
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 5));
        page().outcomes().appendValue(1, 1, 9, new byte[] {42}, 0, 1);
        page().status().begin(1, 2, Stage.RUNNING);
        agent.expectMessage(new ToWorker.DumpThreads());
        child.exits(7);
        awaitInspection();
        host.tell(new FromWorker.Threads("late"));

        assertThat(expectGone(Cause.TIME_LIMIT).blame()).isEqualTo(new Blame(1, 2, Stage.RUNNING));
    }

    @Test
    void interruptedItem_thatFailed_isNotLookedFor() throws Exception {
        dumpGrace = LONG;
        interruptGrace = LONG;
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);
        agent.expectMessage(new ToWorker.Interrupt(1, 0));
        outcomes(1, fault(1, 0));

        assertThat(expectGone(Cause.TIME_LIMIT).exit().threadDump()).isEmpty();
    }

    @Test
    void timeLimit_ofEachItem_startsWithTheItem() throws Exception {
        startReady();
        Duration limit = Duration.ofSeconds(2);
        run(Units.unit(1, Units.call(1, false, limit.toNanos()), 100));
        long end = System.nanoTime() + limit.toNanos() * 3 / 2;
        int offset = 0;
        for (; System.nanoTime() < end; offset++) {
            page().status().begin(1, offset, Stage.RUNNING);
            TimeUnit.MILLISECONDS.sleep(50); // an item's work
            outcomes(offset + 1L, value(1, offset));
            expectValue(1, offset);
        }
        page().status().begin(1, offset, Stage.RUNNING);

        assertThat(expectGone(Cause.TIME_LIMIT).blame()).isEqualTo(new Blame(1, offset, Stage.RUNNING));
    }

    @Test
    void interruptedItem_thatEndsWithAValue_counts() throws Exception {
        interruptGrace = LONG;
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);

        agent.expectMessage(new ToWorker.Interrupt(1, 0));
        outcomes(1, value(1, 0));
        expectValue(1, 0);
        page().status().begin(1, 1, Stage.RUNNING);
        agent.expectMessage(new ToWorker.Interrupt(1, 1));
        outcomes(2, fault(1, 1));

        assertThat(expectGone(Cause.TIME_LIMIT).blame()).isEqualTo(new Blame(1, 1, Stage.RUNNING));
        await().atMost(LONG).until(() -> codec.discarded.size() == 1);
    }

    @Test
    void interruptedItem_thatDoesNotEnd_isStoppedAfterTheGrace() throws Exception {
        interruptGrace = Duration.ofMillis(200);
        startReady();
        run(Units.unit(1, Units.call(1, false, 100_000_000), 3));
        page().status().begin(1, 0, Stage.RUNNING);

        agent.expectMessage(new ToWorker.Interrupt(1, 0));
        assertThat(expectGone(Cause.TIME_LIMIT).blame()).isEqualTo(new Blame(1, 0, Stage.RUNNING));
    }

    @Test
    void cancel_ofWhatRuns_endsTheChild() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 3));
        page().status().begin(1, 0, Stage.RUNNING);
        host.tell(new WorkerCommand.Cancel(1, true));

        assertThat(expectGone(Cause.CANCELLED).blame()).isEqualTo(new Blame(1, 0, Stage.RUNNING));
    }

    @Test
    void cancel_withGrace_interruptsFirst() throws Exception {
        interruptGrace = LONG;
        startReady();
        run(Units.unit(1, Units.call(1), 3));
        page().status().begin(1, 0, Stage.RUNNING);
        host.tell(new WorkerCommand.Cancel(1, true));
        agent.expectMessage(new ToWorker.Interrupt(1, 0));
        agent.expectMessage(new ToWorker.Drop(1));
        host.tell(new FromWorker.Dropped(1, List.of(new Piece(1, 2, 3))));
        supervisor.expectMessage(new WorkerEvent.Dropped(5, 1, List.of(new Piece(1, 2, 3))));
        outcomes(1, value(1, 0));
        expectValue(1, 0);
        assertThat(child.kills).isEmpty();

        page().status().begin(1, 1, Stage.RUNNING); // does not wait
        host.tell(new WorkerCommand.Cancel(1, true));
        agent.expectMessage(new ToWorker.Interrupt(1, 1));
        outcomes(2, fault(1, 1));
        assertThat(expectGone(Cause.CANCELLED).blame()).isEqualTo(new Blame(1, 1, Stage.RUNNING));
    }

    @Test
    void cancel_ofWhatDoesNotRun_dropsItAndLooksAgain() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 3), Units.unit(2, Units.call(2), 3));
        page().status().begin(2, 0, Stage.RUNNING);
        host.tell(new WorkerCommand.Cancel(1, true));
        agent.expectMessage(new ToWorker.Drop(1));
        page().status().begin(1, 0, Stage.RUNNING);
        host.tell(new FromWorker.Dropped(1, List.of(new Piece(1, 1, 3))));

        supervisor.expectMessage(new WorkerEvent.Dropped(5, 1, List.of(new Piece(1, 1, 3))));
        assertThat(expectGone(Cause.CANCELLED).blame()).isEqualTo(new Blame(1, 0, Stage.RUNNING));
    }

    @Test
    void cancel_ofAnotherCallThanRuns_leavesTheChildAlone() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 1), Units.unit(2, Units.call(2), 3));
        page().status().begin(1, 0, Stage.RUNNING);
        host.tell(new WorkerCommand.Cancel(2, true));
        agent.expectMessage(new ToWorker.Drop(2));
        host.tell(new FromWorker.Dropped(2, List.of(new Piece(2, 0, 3))));
        supervisor.expectMessageClass(WorkerEvent.Dropped.class);
        outcomes(1, value(1, 0));
        expectValue(1, 0);

        page().status().begin(1, 0, Stage.RUNNING); // does not wait
        assertThat(child.kills).isEmpty();
    }

    @Test
    void cancel_ofWhatTheChildDoesNotHold_isAnsweredAtOnce() throws Exception {
        startReady();
        host.tell(new WorkerCommand.Cancel(9, true));
        supervisor.expectMessage(new WorkerEvent.Dropped(5, 9, List.of()));
        host.tell(new WorkerCommand.TakeBack());
        supervisor.expectMessage(new WorkerEvent.GaveBack(5, List.of()));
        agent.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void silence_countsAsUnreachable() throws Exception {
        heartbeatTimeout = Duration.ofMillis(300);
        startReady();
        agent.expectMessage(new ToWorker.Ping(1));

        WorkerEvent.Gone gone = expectGone(Cause.LOST);
        assertThat(gone.exit().reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(child.kills).containsExactly(Duration.ZERO);
    }

    @Test
    void answers_keepItAlive_unlessWorkIsLost() throws Exception {
        heartbeatTimeout = Duration.ofMillis(600);
        nanoClock = () -> 0; // or this test might answer too late
        startReady();
        run(Units.unit(1, Units.call(1), 1));
        for (long ping = 1; ping <= 4; ping++) {
            agent.expectMessage(new ToWorker.Ping(ping));
            assertThat(child.kills).isEmpty();
            host.tell(new FromWorker.Pong(ping));
        }

        assertThat(expectGone(Cause.LOST).exit().reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void kill_endsItInAnyState() throws Exception {
        startReady();
        run(Units.unit(1, Units.call(1), 1));
        page().status().begin(1, 0, Stage.RUNNING);
        host.tell(new WorkerCommand.Kill());

        assertThat(expectGone(Cause.STOPPED).blame()).isEqualTo(new Blame(1, 0, Stage.RUNNING));
        assertThat(child.kills).contains(Duration.ZERO);
    }

    @Test
    void kill_whileItStarts_endsItOnceItHasStarted() {
        spawn((worker, secret, parent) -> {
            awaitStart();
            return new Launcher.Launched(child, PageFile.create(folder, worker));
        });
        host.tell(new WorkerCommand.Kill());
        supervisor.expectNoMessage(Duration.ofMillis(50));
        mayStart.countDown();

        expectGone(Cause.STOPPED);
        assertThat(child.kills).isNotEmpty();
    }

    @Test
    void kill_beforeItsTurn_startsNothing() {
        CompletableFuture<Void> another = turns.take();
        start();
        host.tell(new WorkerCommand.Kill());

        expectGone(Cause.STOPPED);
        turns.end(another);
        assertThat(file).isNull();
    }

    @Test
    void stop_whileItStarts_endsIt() {
        start();
        host.tell(new WorkerCommand.Stop());

        expectGone(Cause.STOPPED);
    }
}
