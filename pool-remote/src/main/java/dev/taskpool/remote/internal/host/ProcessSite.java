package dev.taskpool.remote.internal.host;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.launch.ArchivedStart;
import dev.taskpool.remote.internal.launch.ClassPath;
import dev.taskpool.remote.internal.launch.JvmCommand;
import dev.taskpool.remote.internal.launch.LifelineDescriptor;
import dev.taskpool.remote.internal.launch.ThisJvm;
import dev.taskpool.remote.internal.link.LinkSettings;
import dev.taskpool.remote.internal.secure.PoolEngines;
import dev.taskpool.remote.internal.secure.PoolIdentity;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerSite;
import dev.taskpool.spi.WorkerSpec;
import dev.taskpool.spi.files.PrivateDirectory;
import dev.taskpool.spi.files.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the workers of one pool as child processes of this JVM. Thread-safe. */
public final class ProcessSite implements WorkerSite {
    private static final Logger log = LoggerFactory.getLogger(ProcessSite.class);
    private static final Duration LAST_WORDS_TIME = Duration.ofSeconds(2);

    /** Makes the codec of a pool. */
    @FunctionalInterface
    public interface CodecMaker {
        /**
         * Makes it.
         *
         * @param spoolDirectory where it exchanges large payloads with the children
         * @return the codec
         */
        Codec make(Path spoolDirectory);
    }

    /**
     * What children run, and by what they are spoken to.
     *
     * @param mainClass their main class
     * @param codecs makes the pool's codec
     * @param archives has a missing class archive made; runs what it gives once there is no need to wait with it
     */
    public record Program(String mainClass, CodecMaker codecs, Function<ArchivedStart, Runnable> archives) {}

    private final Config systemConfig;
    private final PoolIdentity identity;
    private final PrivateDirectory directory;
    private final Codec codec;
    private final @Nullable Items initializer;
    private final ExecutorService blocking;
    private final ChildStarter starter;
    private final Runnable noNeedToWait;
    private final HostPlan plan;

    /**
     * Prepares what the pool needs, and starts its first children. Blocks for some milliseconds.
     *
     * @param environment the pool
     * @param program what its children run
     * @return the site
     * @throws dev.taskpool.TaskSerializationException if the initializer cannot be written
     * @throws IllegalArgumentException if the worker's specification cannot be met
     * @throws PoolException if there is no room for the pool's files
     */
    public static ProcessSite open(PoolEnvironment environment, Program program) {
        checkDirectory(environment.spec().workingDirectory());
        Config config = environment
                .config()
                .withFallback(ConfigFactory.defaultReference(ProcessSite.class.getClassLoader()))
                .resolve();
        RemoteSettings settings = RemoteSettings.of(config);
        PrivateDirectory directory;
        try {
            directory = PrivateDirectory.create(SharedFolder.choose());
        } catch (IOException e) {
            throw noRoom(e);
        }
        ExecutorService blocking = BlockingThreads.create(environment.poolName());
        ChildStarter starter = null;
        try {
            Path spool = Files.createDirectory(directory.path().resolve("spool"));
            Codec codec = program.codecs().make(spool);
            Items initializer = // before any process is started, because it may not be one that travels
                    environment.initializer() == null ? null : codec.encodeFunction(environment.initializer());
            ArchivedStart start = archivedStart(environment, settings);
            List<String> argv = LifelineDescriptor.moved(
                    command(environment, program.mainClass(), settings, start, directory.path())
                            .argv());
            log.debug("workers of pool={} are started by argv={}", environment.poolName(), argv);
            starter = new ChildStarter(environment, directory.path(), argv, settings.output(), blocking);
            StartTurns turns = StartTurns.ofThisMachine();
            starter.startEarly(Math.min(environment.workers(), turns.atOnce()));
            Runnable noNeedToWait = settings.makesArchives() && start.lacksArchive() && environment.nestingDepth() == 0
                    ? program.archives().apply(start)
                    : () -> {};
            var site = new ProcessSite(
                    environment, config, directory, codec, initializer, blocking, starter, turns, noNeedToWait);
            starter.tell(new ChildStarter.Common(
                    site.identity.toBytes(), LinkSettings.render(config), spool, bytes(initializer)));
            return site;
        } catch (IOException e) {
            abandon(starter, blocking, directory);
            throw noRoom(e);
        } catch (RuntimeException e) {
            abandon(starter, blocking, directory);
            throw e;
        }
    }

    private static void abandon(@Nullable ChildStarter starter, ExecutorService blocking, PrivateDirectory directory) {
        if (starter != null) {
            starter.close();
        }
        blocking.shutdown();
        directory.close();
    }

    private static void checkDirectory(@Nullable Path workingDirectory) {
        if (workingDirectory != null && !Files.isDirectory(workingDirectory)) {
            throw new IllegalArgumentException(
                    "working directory: " + workingDirectory + " (expected: an existing directory)");
        }
    }

    private static PoolException noRoom(IOException failure) {
        return new PoolException("the pool's files cannot be made: " + failure.getMessage(), failure);
    }

    private static ArchivedStart archivedStart(PoolEnvironment environment, RemoteSettings settings) {
        WorkerSpec spec = environment.spec();
        ClassPath classpath = spec.classpath().isEmpty()
                ? ClassPath.ofThisJvm(ProcessSite.class, Thread.currentThread().getContextClassLoader())
                : new ClassPath(spec.classpath());
        return settings.usesArchives()
                ? ArchivedStart.of(classpath, settings.archiveFolder(), heapBytes(environment), spec.jvmOptions())
                : ArchivedStart.plain(classpath);
    }

    private static long heapBytes(PoolEnvironment environment) {
        long wanted = environment.spec().maxHeapBytes();
        return wanted > 0 ? wanted : ThisJvm.heapShareBytes(environment.workers());
    }

    private static JvmCommand command(
            PoolEnvironment environment, String mainClass, RemoteSettings settings, ArchivedStart start, Path directory)
            throws IOException {
        WorkerSpec spec = environment.spec();
        var options = new ArrayList<>(settings.profileOptions());
        options.addAll(spec.jvmOptions()); // later, so that they win
        return ThisJvm.command(
                heapBytes(environment),
                directory,
                spec.heapDumpDirectory(),
                start.options(),
                start.classpath().arguments(directory),
                options,
                mainClass);
    }

    private ProcessSite(
            PoolEnvironment environment,
            Config config,
            PrivateDirectory directory,
            Codec codec,
            @Nullable Items initializer,
            ExecutorService blocking,
            ChildStarter starter,
            StartTurns turns,
            Runnable noNeedToWait) {
        this.directory = directory;
        this.codec = codec;
        this.initializer = initializer;
        this.blocking = blocking;
        this.starter = starter;
        this.noNeedToWait = noNeedToWait;
        this.systemConfig = LinkSettings.of(config).pekko();
        this.identity = PoolIdentity.create();
        this.plan = new HostPlan(
                environment.poolName(),
                environment.spec(),
                codec,
                starter,
                turns,
                blocking,
                System::nanoTime,
                LAST_WORDS_TIME);
    }

    private static byte[] bytes(@Nullable Items row) {
        return row instanceof Items.Encoded encoded ? encoded.copyOf(0) : new byte[0];
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public Config systemConfig() {
        return systemConfig;
    }

    @Override
    public List<Setup> systemSetups() {
        return List.of(PoolEngines.setup(identity));
    }

    @Override
    public Behavior<WorkerCommand> worker(int workerId, ActorRef<WorkerEvent> supervisor) {
        return HostActor.create(plan, workerId, supervisor);
    }

    @Override
    public void close() {
        if (initializer != null) {
            codec.discard(initializer);
        }
        starter.close();
        blocking.shutdown();
        directory.close();
        noNeedToWait.run();
    }
}
