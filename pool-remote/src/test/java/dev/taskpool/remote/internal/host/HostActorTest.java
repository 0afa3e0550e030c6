package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import dev.taskpool.spi.WorkerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class HostActorTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Items.Encoded RESULT = Items.Encoded.of(new byte[] {42});

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko.actor.testkit.typed.single-expect-default = 30s, pekko.actor.provider = local")
            .withFallback(ConfigFactory.defaultReference()));
    private final ThreadPoolExecutor blocking = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final FakeChild child = new FakeChild();
    private final FakeCodec codec = new FakeCodec();
    private final TestProbe<WorkerEvent> supervisor = kit.createTestProbe();
    private final TestProbe<ToWorker> agent = kit.createTestProbe();
    private final CompletableFuture<String> token = new CompletableFuture<>();
    private final CountDownLatch mayStart = new CountDownLatch(1);

    private Duration startTimeout = LONG;
    private Duration heartbeatTimeout = LONG;
    private Duration interruptGrace = Duration.ZERO;
    private LongSupplier nanoClock = System::nanoTime;
    private long maxRssBytes;
    private PageFile file;
    private ActorRef<Object> host;

    @TempDir
    Path folder;

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
        blocking.shutdown();
    }

    private void start() {
        mayStart.countDown();
        spawn((worker, secret, parent) -> {
            awaitStart();
            file = PageFile.create(folder, worker);
            token.complete(secret);
            return new Launcher.Launched(child, file);
        });
    }

    private void awaitStart() throws IOException {
        try {
            mayStart.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @SuppressWarnings("unchecked") // a worker hears more than its commands
    private void spawn(Launcher launcher) {
        var spec = new WorkerSpec(
                List.of(),
                List.of(),
                null,
                Map.of(),
                0,
                maxRssBytes,
                startTimeout,
                heartbeatTimeout,
                interruptGrace,
                Duration.ofSeconds(3),
                1 << 20,
                List.of(),
                List.of());
        var plan = new HostPlan("p", spec, codec, launcher, blocking, nanoClock, LONG);
        ActorRef<?> ref = kit.spawn(HostActor.create(plan, 5, supervisor.ref()));
        host = (ActorRef<Object>) ref;
    }

    private FromWorker.Hello hello() throws Exception {
        String address = ActorRefResolver.get(kit.system()).toSerializationFormat(agent.ref());
        return new FromWorker.Hello(Wire.PROTOCOL_VERSION, 5, token.get(150, TimeUnit.SECONDS), FakeChild.PID, address);
    }

    private void startReady() throws Exception {
        start();
        host.tell(hello());
        host.tell(new FromWorker.Ready());
        supervisor.expectMessage(new WorkerEvent.Ready(5, FakeChild.PID, "localhost"));
    }

    private SharedPage page() {
        return file.page();
    }

    private void run(WorkUnit... units) {
        host.tell(new WorkerCommand.Run(List.of(units)));
        agent.expectMessageClass(ToWorker.Work.class);
    }

    private void outcomes(long number, FromWorker.Outcome... outcomes) {
        host.tell(new FromWorker.Outcomes(number, List.of(outcomes)));
    }

    private static FromWorker.Values value(long unitId, int offset) {
        return new FromWorker.Values(unitId, offset, RESULT, new long[] {9});
    }

    private static FromWorker.Fault fault(long unitId, int offset) {
        return new FromWorker.Fault(unitId, offset, new byte[] {1}, 9, false);
    }

    private void expectValue(long unitId, int offset) {
        var succeeded = supervisor.expectMessageClass(WorkerEvent.Succeeded.class);
        assertThat(succeeded.unitId()).isEqualTo(unitId);
        assertThat(succeeded.offset()).isEqualTo(offset);
        assertThat(succeeded.results()).isEqualTo(RESULT);
        assertThat(succeeded.elapsedNanos()).containsExactly(9);
    }

    private WorkerEvent.Gone expectGone(Cause cause) {
        var gone = supervisor.expectMessageClass(WorkerEvent.Gone.class);
        assertThat(gone.exit().cause()).isEqualTo(cause);
        supervisor.expectTerminated(host);
        expectNoFile();
        return gone;
    }

    /** Files are removed beside the actor. */
    private void expectNoFile() {
        await().atMost(LONG).untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

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
    void start_thatFails_isToldWithItsCause() {
        var failure = new IOException("no room");
        spawn((worker, secret, parent) -> {
            throw failure;
        });

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure()).isSameAs(failure);
        assertThat(gone.exit().exitCode()).isEqualTo(-1);
    }

    @Test
    void start_thatTakesTooLong_isEnded() {
        startTimeout = Duration.ofMillis(200);
        start();

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure()).isInstanceOf(TimeoutException.class);
        assertThat(child.kills).containsExactly(Duration.ZERO);
    }

    @Test
    void processThatEndsBeforeItIsReady_isNotStarted() throws Exception {
        start();
        host.tell(hello());
        child.exits(1);

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().exitCode()).isEqualTo(1);
        assertThat(gone.exit().stderrTail()).isEqualTo("tail");
        assertThat(gone.exit().failure()).isNull();
    }

    @Test
    void initializerThatThrows_isToldWhicheverComesFirst() throws Exception {
        start();
        host.tell(hello());
        child.exits(1);
        host.tell(new FromWorker.InitializerFailed("bad".getBytes(StandardCharsets.UTF_8)));

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bad");
        assertThat(gone.exit().exitCode()).isEqualTo(1);
    }

    @Test
    void initializerThatThrows_isReadBeforeTheChildMayLeave() throws Exception {
        start();
        host.tell(hello());
        host.tell(new FromWorker.InitializerFailed("bad".getBytes(StandardCharsets.UTF_8)));

        agent.expectMessage(new ToWorker.Leave());
        child.exits(1);
        assertThat(expectGone(Cause.NOT_STARTED).exit().failure()).hasMessage("bad");
        assertThat(child.kills).isEmpty();
    }

    @Test
    void greetingOfAStranger_isRefused() throws Exception {
        start();
        FromWorker.Hello hello = hello();
        host.tell(new FromWorker.Hello(hello.protocolVersion(), 5, "guess", 1, hello.agent()));
        host.tell(new FromWorker.Ready());
        host.tell(new FromWorker.InitializerFailed(new byte[0]));
        supervisor.expectNoMessage(Duration.ofMillis(100));

        host.tell(hello);
        host.tell(new FromWorker.Ready());
        supervisor.expectMessageClass(WorkerEvent.Ready.class);
    }

    @Test
    void greetingInAnotherVersion_endsTheChild() throws Exception {
        start();
        FromWorker.Hello hello = hello();
        host.tell(new FromWorker.Hello(99, 5, hello.token(), 1, hello.agent()));

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure())
                .hasMessageContaining("protocol version")
                .hasMessageContaining("99");
    }

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
    void stop_whileItStarts_endsIt() {
        start();
        host.tell(new WorkerCommand.Stop());

        expectGone(Cause.STOPPED);
    }

    @Test
    void memory_isMeasuredWhereItIsLimited() throws Exception {
        maxRssBytes = 1;
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
