package dev.taskpool.remote.internal.host;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.launch.ChildProcess;
import dev.taskpool.remote.internal.launch.ClassPath;
import dev.taskpool.remote.internal.launch.JvmCommand;
import dev.taskpool.remote.internal.launch.LifelineDescriptor;
import dev.taskpool.remote.internal.launch.OutputMode;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.launch.ThisJvm;
import dev.taskpool.remote.internal.link.LinkSettings;
import dev.taskpool.remote.internal.secure.PoolEngines;
import dev.taskpool.remote.internal.secure.PoolIdentity;
import dev.taskpool.remote.internal.wire.Bootstrap;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerSite;
import dev.taskpool.spi.WorkerSpec;
import dev.taskpool.spi.files.PrivateDirectory;
import dev.taskpool.spi.files.SharedFolder;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
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

    private final PoolEnvironment environment;
    private final String mainClass;
    private final Config systemConfig;
    private final String link;
    private final OutputMode output;
    private final PoolIdentity identity = PoolIdentity.create();
    private final PrivateDirectory directory;
    private final Path spool;
    private final Codec codec;
    private final @Nullable Items initializer;
    private final List<String> argv;
    private final ExecutorService blocking;
    private final HostPlan plan;

    /**
     * Prepares what the pool needs. Blocks for some milliseconds.
     *
     * @param environment the pool
     * @param mainClass what its children run
     * @param codecs makes its codec
     * @return the site
     * @throws dev.taskpool.TaskSerializationException if the initializer cannot be written
     * @throws IllegalArgumentException if the worker's specification cannot be met
     * @throws PoolException if there is no room for the pool's files
     */
    public static ProcessSite open(PoolEnvironment environment, String mainClass, CodecMaker codecs) {
        checkDirectory(environment.spec().workingDirectory());
        Config config = environment
                .config()
                .withFallback(ConfigFactory.defaultReference(ProcessSite.class.getClassLoader()))
                .resolve();
        OutputMode output = OutputMode.of(config.getString("taskpool.remote.output"));
        Config systemConfig = LinkSettings.of(config).pekko();
        String link = LinkSettings.render(config);
        PrivateDirectory directory;
        try {
            directory = PrivateDirectory.create(SharedFolder.choose());
        } catch (IOException e) {
            throw noRoom(e);
        }
        try {
            return new ProcessSite(environment, mainClass, systemConfig, link, output, directory, codecs);
        } catch (IOException e) {
            directory.close();
            throw noRoom(e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
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

    private ProcessSite(
            PoolEnvironment environment,
            String mainClass,
            Config systemConfig,
            String link,
            OutputMode output,
            PrivateDirectory directory,
            CodecMaker codecs)
            throws IOException {
        this.environment = environment;
        this.mainClass = mainClass;
        this.systemConfig = systemConfig;
        this.link = link;
        this.output = output;
        this.directory = directory;
        this.spool = Files.createDirectory(directory.path().resolve("spool"));
        this.codec = codecs.make(spool);
        this.initializer = environment.initializer() == null ? null : codec.encodeFunction(environment.initializer());
        this.argv = LifelineDescriptor.moved(command().argv());
        log.debug("workers of pool={} are started by argv={}", environment.poolName(), argv);
        this.blocking = BlockingThreads.create(environment.poolName());
        this.plan = new HostPlan(
                environment.poolName(),
                environment.spec(),
                codec,
                this::launch,
                blocking,
                System::nanoTime,
                LAST_WORDS_TIME);
    }

    private JvmCommand command() throws IOException {
        WorkerSpec spec = environment.spec();
        ClassPath classpath = spec.classpath().isEmpty()
                ? ClassPath.ofThisJvm(ProcessSite.class, Thread.currentThread().getContextClassLoader())
                : new ClassPath(spec.classpath());
        long heap = spec.maxHeapBytes() > 0 ? spec.maxHeapBytes() : ThisJvm.heapShareBytes(environment.workers());
        return ThisJvm.command(
                heap,
                directory.path(),
                spec.heapDumpDirectory(),
                classpath.arguments(directory.path()),
                spec.jvmOptions(),
                mainClass);
    }

    private Launcher.Launched launch(int workerId, String token, String parent) throws IOException {
        PageFile file = PageFile.create(directory.path(), workerId);
        Bootstrap bootstrap = bootstrap(workerId, token, parent, file);
        WorkerSpec spec = environment.spec();
        var start = new ChildProcess.Plan(
                environment.poolName(),
                workerId,
                argv,
                spec.workingDirectory(),
                spec.environment(),
                output,
                true,
                directory.path());
        try {
            ChildProcess child = ChildProcess.start(
                    start, stdin -> bootstrap.write(new DataOutputStream(new BufferedOutputStream(stdin))), blocking);
            return new Launcher.Launched(child, file);
        } catch (IOException e) {
            file.free();
            throw e;
        }
    }

    private Bootstrap bootstrap(int workerId, String token, String parent, PageFile file) {
        WorkerSpec spec = environment.spec();
        return new Bootstrap(
                environment.poolName(),
                workerId,
                token,
                parent,
                identity.toBytes(),
                link,
                file.path().toString(),
                spool.toString(),
                spec.maxPayloadBytes(),
                spec.allow(),
                spec.deny(),
                environment.reportStarts(),
                environment.nestingDepth() + 1,
                bytes(initializer));
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
        blocking.shutdown();
        directory.close();
    }
}
