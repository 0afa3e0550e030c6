package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.launch.ChildProcess;
import dev.taskpool.remote.internal.launch.OutputMode;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.wire.Bootstrap;
import dev.taskpool.remote.internal.wire.Summons;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkerSpec;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the children of one pool.
 *
 * <p>The first ones are started before anybody asks for them: they get ready while the pool's own actor system does,
 * and then hear whom to call. Thread-safe.
 */
final class ChildStarter implements Launcher {
    /**
     * What every child of the pool is told.
     *
     * @param identity the pool's key and certificate
     * @param link how its actor system is tuned
     * @param spool where large payloads are exchanged
     * @param initializer as written by the codec; empty if there is none
     */
    record Common(byte[] identity, String link, Path spool, byte[] initializer) {}

    private record Started(ChildProcess child, PageFile file) {
        Launched launched() {
            return new Launched(child, file);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ChildStarter.class);

    private final PoolEnvironment environment;
    private final Path directory;
    private final List<String> argv;
    private final OutputMode output;
    private final ExecutorService blocking;
    private final CompletableFuture<Common> common = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Started>> early = new ConcurrentHashMap<>();

    /**
     * A starter that starts nothing yet.
     *
     * @param environment the pool
     * @param directory the pool's
     * @param argv starts a child
     * @param output where its lines go
     * @param blocking runs what blocks; a thread for each task
     */
    ChildStarter(
            PoolEnvironment environment,
            Path directory,
            List<String> argv,
            OutputMode output,
            ExecutorService blocking) {
        this.environment = environment;
        this.directory = directory;
        this.argv = argv;
        this.output = output;
        this.blocking = blocking;
    }

    /** Starts so many of the children that the pool will ask for at first. Returns at once. */
    void startEarly(int children) {
        for (int worker = 1; worker <= children; worker++) {
            int id = worker;
            early.put(id, CompletableFuture.supplyAsync(() -> startUnchecked(id), blocking));
        }
    }

    /** Tells the children that were started, and those to come, what all are told. */
    void tell(Common words) {
        common.complete(words);
    }

    @Override
    public Launched launch(int workerId, String token, String parent) throws IOException {
        CompletableFuture<Started> ahead = early.remove(workerId);
        Started started = ahead == null ? start(workerId) : await(ahead);
        var summons = new Summons(token, parent);
        started.child().say(stdin -> summons.write(new DataOutputStream(new BufferedOutputStream(stdin))), blocking);
        return started.launched();
    }

    private static Started await(CompletableFuture<Started> ahead) throws IOException {
        try {
            return ahead.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
    }

    private Started startUnchecked(int workerId) {
        try {
            return start(workerId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Started start(int workerId) throws IOException {
        PageFile file = PageFile.create(directory, workerId);
        WorkerSpec spec = environment.spec();
        var plan = new ChildProcess.Plan(
                environment.poolName(),
                workerId,
                argv,
                spec.workingDirectory(),
                spec.environment(),
                output,
                true,
                directory);
        try {
            ChildProcess child = ChildProcess.start(
                    plan,
                    stdin -> bootstrap(workerId, file, common.join())
                            .write(new DataOutputStream(new BufferedOutputStream(stdin))),
                    blocking);
            return new Started(child, file);
        } catch (IOException e) {
            file.free();
            throw e;
        }
    }

    private Bootstrap bootstrap(int workerId, PageFile file, Common words) {
        WorkerSpec spec = environment.spec();
        return new Bootstrap(
                environment.poolName(),
                workerId,
                words.identity(),
                words.link(),
                file.path().toString(),
                words.spool().toString(),
                spec.maxPayloadBytes(),
                spec.allow(),
                spec.deny(),
                environment.reportStarts(),
                environment.nestingDepth() + 1,
                words.initializer());
    }

    /** Ends the children that nobody asked for. Blocks until all that are being started can be ended. */
    void close() {
        common.cancel(false);
        for (int worker : List.copyOf(early.keySet())) {
            CompletableFuture<Started> ahead = early.remove(worker);
            if (ahead != null) {
                ahead.thenAccept(it -> it.launched().abandon())
                        .exceptionally(ChildStarter::notStarted)
                        .join();
            }
        }
    }

    private static @Nullable Void notStarted(Throwable failure) {
        log.debug("a worker that nobody asked for was not started", failure);
        return null;
    }
}
