package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit.Cause;
import dev.taskpool.spi.WorkerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker's actor between a supervisor and a child that the test plays. */
@Timeout(240)
abstract class HostRig {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Items.Encoded RESULT = Items.Encoded.of(new byte[] {42});

    final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko.actor.testkit.typed.single-expect-default = 30s, pekko.actor.provider = local")
            .withFallback(ConfigFactory.defaultReference()));
    final ThreadPoolExecutor blocking = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    final FakeChild child = new FakeChild();
    final FakeCodec codec = new FakeCodec();
    final TestProbe<WorkerEvent> supervisor = kit.createTestProbe();
    final TestProbe<ToWorker> agent = kit.createTestProbe();
    final CompletableFuture<String> token = new CompletableFuture<>();
    final CountDownLatch mayStart = new CountDownLatch(1);

    Duration startTimeout = LONG;
    Duration heartbeatTimeout = LONG;
    Duration interruptGrace = Duration.ZERO;
    Duration dumpGrace = Duration.ZERO;
    Duration lastWordsTime = LONG;
    LongSupplier nanoClock = System::nanoTime;
    final StartTurns turns = new StartTurns(1);
    PageFile file;
    ActorRef<Object> host;

    @TempDir
    Path folder;

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
        blocking.shutdown();
    }

    void start() {
        mayStart.countDown();
        spawn((worker, secret, parent) -> {
            awaitStart();
            file = PageFile.create(folder, worker);
            token.complete(secret);
            return new Launcher.Launched(child, file);
        });
    }

    void awaitStart() throws IOException {
        try {
            mayStart.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @SuppressWarnings("unchecked") // a worker hears more than its commands
    void spawn(Launcher launcher) {
        var spec = new WorkerSpec(
                List.of(),
                List.of(),
                null,
                Map.of(),
                0,
                0,
                0,
                null,
                startTimeout,
                heartbeatTimeout,
                interruptGrace,
                dumpGrace,
                Duration.ofSeconds(3),
                1 << 20,
                List.of(),
                List.of());
        var plan = new HostPlan("p", spec, codec, launcher, turns, blocking, nanoClock, lastWordsTime);
        ActorRef<?> ref = kit.spawn(HostActor.create(plan, 5, supervisor.ref()));
        host = (ActorRef<Object>) ref;
    }

    FromWorker.Hello hello() throws Exception {
        String address = ActorRefResolver.get(kit.system()).toSerializationFormat(agent.ref());
        return new FromWorker.Hello(Wire.PROTOCOL_VERSION, 5, token.get(150, TimeUnit.SECONDS), FakeChild.PID, address);
    }

    void startReady() throws Exception {
        start();
        host.tell(hello());
        host.tell(new FromWorker.Ready());
        supervisor.expectMessage(new WorkerEvent.Ready(5, FakeChild.PID, "localhost"));
    }

    SharedPage page() {
        return file.page();
    }

    void run(WorkUnit... units) {
        host.tell(new WorkerCommand.Run(List.of(units)));
        agent.expectMessageClass(ToWorker.Work.class);
    }

    void outcomes(long number, FromWorker.Outcome... outcomes) {
        host.tell(new FromWorker.Outcomes(number, List.of(outcomes)));
    }

    static FromWorker.Values value(long unitId, int offset) {
        return new FromWorker.Values(unitId, offset, RESULT, new long[] {9});
    }

    static FromWorker.Fault fault(long unitId, int offset) {
        return new FromWorker.Fault(unitId, offset, new byte[] {1}, 9, false);
    }

    void expectValue(long unitId, int offset) {
        var succeeded = supervisor.expectMessageClass(WorkerEvent.Succeeded.class);
        assertThat(succeeded.unitId()).isEqualTo(unitId);
        assertThat(succeeded.offset()).isEqualTo(offset);
        assertThat(succeeded.results()).isEqualTo(RESULT);
        assertThat(succeeded.elapsedNanos()).containsExactly(9);
    }

    WorkerEvent.Gone expectGone(Cause cause) {
        var gone = supervisor.expectMessageClass(WorkerEvent.Gone.class);
        assertThat(gone.exit().cause()).isEqualTo(cause);
        supervisor.expectTerminated(host);
        expectNoFile();
        return gone;
    }

    /** Files are removed beside the actor. */
    void expectNoFile() {
        await().atMost(LONG).untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }
}
