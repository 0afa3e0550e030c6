package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolException;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskFunction;
import dev.taskpool.remote.WorkerMain;
import dev.taskpool.remote.internal.link.Link;
import dev.taskpool.remote.internal.link.LinkSettings;
import dev.taskpool.remote.internal.secure.PoolIdentity;
import dev.taskpool.remote.internal.serial.KryoCodec;
import dev.taskpool.remote.internal.wire.Bootstrap;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.remote.internal.wire.Summons;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A real child process, as it is shipped, and a parent that keeps what it hears. */
final class ChildRig {
    private static final List<String> ALLOW = List.of("**");
    static final long MAX_PAYLOAD_BYTES = 1 << 20;
    private static final long PATIENCE_SECONDS = 60;
    private static final String TOKEN = "let me in";

    final Process process;
    final SharedPage page;
    final Codec codec;
    private final BlockingQueue<FromWorker> heard = new LinkedBlockingQueue<>();
    private final ActorSystem<FromWorker> parent;
    private final Path directory;
    private ActorRef<ToWorker> agent;

    ChildRig(Path directory) throws IOException {
        this(directory, null);
    }

    ChildRig(Path directory, TaskAction initializer) throws IOException {
        this.directory = directory;
        Path spool = Files.createDirectories(directory.resolve("spool"));
        codec = new KryoCodec(ALLOW, List.of(), getClass().getClassLoader(), spool, MAX_PAYLOAD_BYTES);
        Path pageFile = Files.createFile(directory.resolve("page"));
        page = SharedPage.map(pageFile);
        PoolIdentity identity = PoolIdentity.create();
        parent = Link.start(
                Behaviors.receiveMessage(word -> {
                    heard.add(word);
                    return Behaviors.same();
                }),
                "parent",
                LinkSettings.defaults(),
                identity);
        process = new ProcessBuilder(command())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        var bootstrap = new Bootstrap(
                "pool",
                3,
                identity.toBytes(),
                "",
                pageFile.toString(),
                spool.toString(),
                MAX_PAYLOAD_BYTES,
                ALLOW,
                List.of(),
                true,
                1,
                initializer == null ? new byte[0] : bytes(codec.encodeFunction(initializer)));
        var stdin = new DataOutputStream(process.getOutputStream());
        bootstrap.write(stdin);
        new Summons(TOKEN, ActorRefResolver.get(parent).toSerializationFormat(parent)).write(stdin);
    }

    private static byte[] bytes(Items row) {
        var encoded = (Items.Encoded) row;
        return Arrays.copyOfRange(encoded.data(), encoded.start(0), encoded.start(1));
    }

    /** Large payloads that are still there. */
    List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("payload-"))
                    .toList();
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
        return command;
    }

    /** Waits for a word of a kind; leaves out all others. */
    <W extends FromWorker> W hear(Class<W> kind) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            FromWorker word = heard.poll(100, TimeUnit.MILLISECONDS);
            if (word instanceof FromWorker.Chatter) {
                tell(new ToWorker.ChatterRead());
            }
            if (word instanceof FromWorker.Outcomes outcomes) {
                tell(new ToWorker.OutcomesTaken(outcomes.number()));
            }
            if (kind.isInstance(word)) {
                return kind.cast(word);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + "; stderr: " + written("err"));
    }

    /** Waits until the child has said hello. */
    void greet() throws InterruptedException, IOException {
        FromWorker.Hello hello = hear(FromWorker.Hello.class);
        assertThat(hello)
                .isEqualTo(new FromWorker.Hello(Wire.PROTOCOL_VERSION, 3, TOKEN, process.pid(), hello.agent()));
        agent = ActorRefResolver.get(parent).resolveActorRef(hello.agent());
    }

    void tell(ToWorker word) {
        agent.tell(word);
    }

    /** Sends a unit and its call. */
    void run(WorkUnit unit) {
        CallInfo call = unit.call();
        var items = (Items.Encoded) unit.items();
        var part = new ToWorker.Part(unit.id(), call.callId(), unit.firstIndex(), unit.attempt(), items.size(), items);
        tell(new ToWorker.Work(List.of(new ToWorker.Announced(call, 0)), List.of(part)));
    }

    /** Sends items of a call of its own. */
    <T> void run(long id, TaskFunction<T, ?> function, List<? extends T> items) {
        Codec.ItemWriter writer = codec.writer();
        items.forEach(writer::add);
        var call = new CallInfo(id, codec.encodeFunction(function), "", false, true, 0, List.of());
        run(new WorkUnit(id, call, 0, writer.take(), 1));
    }

    /** Waits for the value of a unit of one item. */
    Object value() throws InterruptedException, IOException {
        var row = (FromWorker.Values) hear(FromWorker.Outcomes.class).outcomes().get(0);
        return codec.decodeResult(row.results(), 0);
    }

    /** Reads what an item, or the initializer, failed with. */
    PoolException failure(byte[] failure) {
        return codec.decodeFailure(Items.Encoded.of(failure), new Codec.FailureContext(3, 0, 1));
    }

    int exitCode(long seconds) throws InterruptedException, IOException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("exit; stderr: %s", written("err"))
                .isTrue();
        return process.exitValue();
    }

    /** What the child wrote to {@code out} or {@code err}. */
    String written(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        parent.terminate();
        parent.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
