package dev.taskpool.remote.internal.host;

import dev.taskpool.PoolException;
import dev.taskpool.TaskAction;
import dev.taskpool.remote.internal.launch.ChildProcess;
import dev.taskpool.remote.internal.launch.ClassPath;
import dev.taskpool.remote.internal.launch.ExitEvidence;
import dev.taskpool.remote.internal.launch.LifelineDescriptor;
import dev.taskpool.remote.internal.launch.OutputMode;
import dev.taskpool.remote.internal.launch.ThisJvm;
import dev.taskpool.remote.internal.wire.TargetBootstrap;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.files.PrivateDirectory;
import dev.taskpool.spi.files.SharedFolder;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child JVM that runs one target, as its parent sees it. Thread-safe. */
public final class Target {
    private static final Logger log = LoggerFactory.getLogger(Target.class);

    /**
     * What to start.
     *
     * @param name the process's
     * @param jvmOptions further options for its JVM
     * @param classpath its class path, empty for this JVM's own
     * @param environment variables in addition to the inherited ones
     * @param workingDirectory where it runs, or {@code null} for this JVM's own
     * @param maxHeapBytes its maximum heap, 0 for a share of the machine
     * @param output where its lines go
     * @param mainClass what it runs
     */
    public record Plan(
            String name,
            List<String> jvmOptions,
            List<String> classpath,
            Map<String, String> environment,
            @Nullable Path workingDirectory,
            long maxHeapBytes,
            OutputMode output,
            String mainClass) {}

    /**
     * How it ended.
     *
     * @param exitCode 128+n for signal n
     * @param failure what the target threw, if it did
     */
    public record End(int exitCode, Optional<Throwable> failure) {}

    private final PrivateDirectory directory;
    private final Codec codec;
    private final ChildProcess child;
    private final ExecutorService blocking;
    private final CompletableFuture<End> end;

    private Target(PrivateDirectory directory, Codec codec, ChildProcess child, ExecutorService blocking) {
        this.directory = directory;
        this.codec = codec;
        this.child = child;
        this.blocking = blocking;
        this.end = child.exit()
                .exceptionally(Farewell::noEvidence)
                .thenApplyAsync(this::end, blocking)
                .toCompletableFuture();
    }

    /**
     * Starts a child. Blocks for some milliseconds.
     *
     * @param plan what to start
     * @param action its target
     * @param codecs makes what writes the target and reads what it threw
     * @return the child
     * @throws dev.taskpool.TaskSerializationException if the target cannot be written; nothing is left then
     * @throws PoolException if there is no room for its files, or it cannot be started
     */
    public static Target start(Plan plan, TaskAction action, ProcessSite.CodecMaker codecs) {
        PrivateDirectory directory;
        try {
            directory = PrivateDirectory.create(SharedFolder.choose());
        } catch (IOException e) {
            throw new PoolException("the files of process " + plan.name() + " cannot be made: " + e.getMessage(), e);
        }
        ExecutorService blocking = BlockingThreads.create(plan.name());
        try {
            Codec codec = codecs.make(directory.path());
            var bootstrap = new TargetBootstrap(
                    plan.name(),
                    ProcessHandle.current().pid(),
                    CurrentTask.nestingDepth(),
                    directory.path().toString(),
                    bytes(codec.encodeFunction(action)));
            ChildProcess child = ChildProcess.start(
                    start(plan, directory.path()),
                    stdin -> bootstrap.write(new DataOutputStream(new BufferedOutputStream(stdin))),
                    blocking);
            return new Target(directory, codec, child, blocking);
        } catch (IOException e) {
            abandon(directory, blocking);
            throw new PoolException("process " + plan.name() + " cannot be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            abandon(directory, blocking);
            throw e;
        }
    }

    private static byte[] bytes(Items target) {
        return ((Items.Encoded) target).copyOf(0);
    }

    private static void abandon(PrivateDirectory directory, ExecutorService blocking) {
        blocking.shutdown();
        directory.close();
    }

    private static ChildProcess.Plan start(Plan plan, Path directory) throws IOException {
        ClassPath classpath = plan.classpath().isEmpty()
                ? ClassPath.ofThisJvm(Target.class, Thread.currentThread().getContextClassLoader())
                : new ClassPath(plan.classpath());
        long heap = plan.maxHeapBytes() > 0
                ? plan.maxHeapBytes()
                : ThisJvm.heapShareBytes(Runtime.getRuntime().availableProcessors());
        List<String> argv = ThisJvm.command(
                        heap,
                        directory,
                        null,
                        List.of(),
                        classpath.arguments(directory),
                        plan.jvmOptions(),
                        plan.mainClass())
                .argv();
        return new ChildProcess.Plan(
                plan.name(),
                0,
                LifelineDescriptor.moved(argv),
                plan.workingDirectory(),
                plan.environment(),
                plan.output(),
                false,
                directory);
    }

    private End end(ExitEvidence evidence) {
        try {
            return new End(evidence.exitCode(), failure());
        } finally {
            abandon(directory, blocking);
        }
    }

    private Optional<Throwable> failure() {
        Path file = directory.path().resolve(TargetBootstrap.FAILURE_FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Causes.ofInitializer(codec, 0, Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.warn("what a target threw cannot be read", e);
            return Optional.empty();
        }
    }

    /** Its process id. */
    public long pid() {
        return child.pid();
    }

    /** Completed when it is gone, what it wrote was read, and its files are deleted. */
    public CompletableFuture<End> end() {
        return end;
    }

    /** Asks it to end, which runs its shutdown hooks. Blocks for a moment. */
    public void terminate() {
        child.terminate();
    }

    /** Ends it, and the processes it has started, at once. Blocks for a moment. */
    public void kill() {
        child.kill(Duration.ZERO);
    }

    /** This JVM ends. */
    public void abandon() {
        kill();
        directory.close();
    }
}
