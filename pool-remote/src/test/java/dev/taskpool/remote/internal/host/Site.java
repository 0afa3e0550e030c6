package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskFunction;
import dev.taskpool.remote.ProcessBackend;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit;
import dev.taskpool.spi.WorkerSite;
import dev.taskpool.spi.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A site with real children, whose supervisor is the test. */
final class Site implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);

    /** What a test wants otherwise than usual. */
    static final class Wish {
        List<String> jvmOptions = List.of();
        Map<String, String> environment = Map.of();
        Path workingDirectory;
        TaskAction initializer;
        Duration heartbeatTimeout = LONG;
        Duration interruptGrace = Duration.ZERO;
        Duration dumpGrace = Duration.ZERO;
        Duration termGrace = Duration.ZERO;
        Duration startTimeout = LONG;
        boolean reportStarts;
        long maxRssBytes;
        String output = "discard";
    }

    final WorkerSite site;
    final ActorTestKit kit;
    final TestProbe<WorkerEvent> supervisor;
    private final ActorSystem<?> system;
    private int workers;
    private long units;

    Site() {
        this(new Wish());
    }

    Site(Wish wish) {
        var spec = new WorkerSpec(
                wish.jvmOptions,
                List.of(),
                wish.workingDirectory,
                wish.environment,
                64L << 20,
                wish.maxRssBytes,
                0,
                null,
                wish.startTimeout,
                wish.heartbeatTimeout,
                wish.interruptGrace,
                wish.dumpGrace,
                wish.termGrace,
                1L << 30,
                List.of("**"),
                List.of());
        var environment = new PoolEnvironment(
                "it",
                1, // started at once; further ones when a test asks for them
                spec,
                wish.initializer,
                wish.reportStarts,
                0,
                ConfigFactory.parseMap(Map.of("taskpool.remote.output", wish.output)));
        this.site = new ProcessBackend().open(environment);
        var setups = new ArrayList<Setup>(site.systemSetups());
        setups.add(BootstrapSetup.create(site.systemConfig()));
        this.system =
                ActorSystem.create(Behaviors.empty(), "it", ActorSystemSetup.create(setups.toArray(new Setup[0])));
        this.kit = ActorTestKit.create(system);
        this.supervisor = kit.createTestProbe();
    }

    /** A worker and what became of it. */
    final class Worker {
        final int id = ++workers;
        final ActorRef<WorkerCommand> ref = kit.spawn(site.worker(id, supervisor.ref()));
        long pid;

        Worker ready() {
            pid = expect(WorkerEvent.Ready.class).pid();
            return this;
        }

        void tell(WorkerCommand command) {
            ref.tell(command);
        }

        WorkerEvent.Gone gone(WorkerExit.Cause cause) {
            var gone = expect(WorkerEvent.Gone.class);
            assertThat(gone.exit().cause()).as("%s", gone).isEqualTo(cause);
            supervisor.expectTerminated(ref, LONG);
            if (pid != 0) {
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            }
            return gone;
        }
    }

    Worker start() {
        return new Worker();
    }

    <E extends WorkerEvent> E expect(Class<E> type) {
        WorkerEvent event = supervisor.receiveMessage(LONG);
        while (event instanceof WorkerEvent.Measured && type != WorkerEvent.Measured.class) {
            event = supervisor.receiveMessage(LONG); // comes at any time
        }
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    /** A unit of a call. */
    <T> WorkUnit unit(long callId, long limitNanos, TaskFunction<T, ?> function, List<T> items) {
        Codec codec = site.codec();
        Codec.ItemWriter writer = codec.writer();
        items.forEach(writer::add);
        var call = new CallInfo(callId, codec.encodeFunction(function), "", false, true, limitNanos, List.of());
        return new WorkUnit(++units, call, 0, writer.take(), 1);
    }

    static WorkerCommand.Run run(WorkUnit... units) {
        return new WorkerCommand.Run(List.of(units));
    }

    /** Takes outcomes until so many items have ended with values. */
    List<Object> values(int count) {
        var values = new ArrayList<Object>();
        while (values.size() < count) {
            var succeeded = expect(WorkerEvent.Succeeded.class);
            assertThat(succeeded.elapsedNanos()).hasSize(succeeded.results().size());
            for (int i = 0; i < succeeded.results().size(); i++) {
                values.add(site.codec().decodeResult(succeeded.results(), i));
            }
        }
        assertThat(values).hasSize(count);
        return values;
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        site.close();
        await().until(() -> ProcessHandle.current().descendants().findAny().isEmpty());
    }
}
