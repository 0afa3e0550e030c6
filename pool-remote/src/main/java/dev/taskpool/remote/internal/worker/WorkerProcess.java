package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.link.Link;
import dev.taskpool.remote.internal.link.LinkSettings;
import dev.taskpool.remote.internal.secure.PoolIdentity;
import dev.taskpool.remote.internal.wire.Bootstrap;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.remote.internal.wire.Summons;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.WorkQueue;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.LoggerFactory;

/** A worker's process: puts its parts together and starts them. */
public final class WorkerProcess {
    private static final long LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Bootstrap bootstrap;
    private final SharedPage page;
    private final ChatterBuffer chatter = new ChatterBuffer();
    private final OutcomeWindow window = new OutcomeWindow();
    private final WorkQueue queue = new WorkQueue();
    private final Desk desk = new Desk(queue);
    private final Functions functions = new Functions();
    private final CompletableFuture<Summons> summons = new CompletableFuture<>();
    private final CompletableFuture<ActorRef<FromWorker>> parent = new CompletableFuture<>();
    private final CompletableFuture<Consumer<FromWorker>> greeted = new CompletableFuture<>();

    private WorkerProcess(Bootstrap bootstrap, SharedPage page) {
        this.bootstrap = bootstrap;
        this.page = page;
    }

    /**
     * Makes the calling process a worker; ends the process if that cannot be done. Returns once all is started.
     *
     * @param stdin the process's own, kept from all other code
     */
    public static void start(InputStream stdin) {
        Thread.interrupted(); // an agent's doing; it would close the files that are opened here
        try {
            CompletableFuture<?> log = warmUp();
            LinkSettings shipped = LinkSettings.defaults();
            Bootstrap bootstrap = Bootstrap.read(new DataInputStream(stdin));
            log.join(); // whoever asks SLF4J meanwhile gets a stand-in
            Path pageFile = Path.of(bootstrap.pageFile());
            var process = new WorkerProcess(bootstrap, SharedPage.map(pageFile));
            Lifeline.start(
                    stdin,
                    List.of(poolDirectory(pageFile)),
                    line -> process.summons.complete(Summons.read(new DataInputStream(line))));
            CurrentTask.declareWorkerProcess(bootstrap.nestingDepth());
            process.start(shipped);
        } catch (IOException | RuntimeException | Error e) {
            Exit.fatal("cannot start", e);
        }
    }

    /** Has SLF4J find its library while the parent, which may not be ready to speak yet, is listened to. */
    private static CompletableFuture<?> warmUp() {
        return CompletableFuture.runAsync(
                LoggerFactory::getILoggerFactory, task -> new Thread(task, "taskpool-warm-up").start());
    }

    /** Everything the pool shares with its children lies there; nobody needs it once the parent is dead. */
    private static Path poolDirectory(Path pageFile) {
        return Objects.requireNonNull(pageFile.getParent(), "the page file's directory");
    }

    private void start(LinkSettings shipped) {
        ChildLog.forward(chatter::add);
        Runtime.getRuntime().addShutdownHook(new Thread(this::sayLastWords, "taskpool-last-words"));
        new TaskThread(() -> CodecPayloads.of(bootstrap), bootstrap.initializer(), greeted, this::loop).start();
        var child = new AgentActor.Child(queue, desk, functions, chatter, window, Exit::leave);
        var identity = PoolIdentity.fromBytes(bootstrap.identity());
        ActorSystem<ToWorker> system = Link.start(
                AgentActor.create(this::tell, child),
                "taskpool-worker",
                bootstrap.link().isEmpty() ? shipped : LinkSettings.parse(bootstrap.link()),
                identity);
        system.getWhenTerminated()
                .thenRun(() -> Exit.fatal("ended", new IllegalStateException("its actor system has ended")));
        greet(summons.join(), ActorRefResolver.get(system), system);
    }

    private void tell(FromWorker word) {
        parent.join().tell(word); // whoever hears from the parent was summoned
    }

    /** The parent's own actor system starts while this one does. */
    private void greet(Summons call, ActorRefResolver refs, ActorRef<ToWorker> agent) {
        ActorRef<FromWorker> ref = refs.resolveActorRef(call.parent());
        parent.complete(ref);
        ref.tell(new FromWorker.Hello(
                Wire.PROTOCOL_VERSION,
                bootstrap.workerId(),
                call.token(),
                ProcessHandle.current().pid(),
                refs.toSerializationFormat(agent)));
        greeted.complete(ref::tell);
    }

    /** The task thread's work, made in that thread. */
    private Runnable loop(Payloads payloads, Consumer<FromWorker> told) {
        chatter.open(told);
        var outbox = new Outbox(told, window);
        var clock = new Thread(outbox, "taskpool-outbox");
        clock.setDaemon(true);
        clock.start();
        var reporter = new Reporter(payloads, page.outcomes(), outbox, queue);
        var items = new ItemRunner(page.status(), desk, payloads, reporter);
        var contexts = new ItemContext.Factory(
                bootstrap.workerId(), ProcessHandle.current().pid(), chatter);
        boolean reportStarts = bootstrap.reportStarts();
        var pace = new Pace(window, payloads, outbox, page.status());
        var units = new UnitRunner(page.status(), pace, desk, contexts, functions, payloads, items, reporter, item -> {
            if (reportStarts) {
                outbox.began(item.unit().id(), item.offset());
            }
        });
        return new TaskLoop(queue, units);
    }

    private void sayLastWords() {
        try {
            chatter.flush(LAST_WORDS_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
