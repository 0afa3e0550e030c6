package dev.taskpool.remote.internal.launch;

import dev.taskpool.remote.internal.wire.Offspring;
import dev.taskpool.spi.files.StaleDirectories;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running child process: what it hears on stdin, its output, its end.
 *
 * <p>Its stdin stays open as long as the parent lives; the end of stdin tells it that the parent is gone.
 */
public final class ChildProcess implements Child {
    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);

    /** A descendant that is not found may keep the output open. */
    private static final long OUTPUT_WAIT_MILLIS = 2_000;

    /**
     * What to start.
     *
     * @param pool the pool's name
     * @param workerId the worker's id in it
     * @param argv the command line
     * @param workingDirectory where it runs, or {@code null} for the parent's own
     * @param environment variables in addition to the inherited ones
     * @param output where its lines go
     * @param marked whether they are marked with where they come from
     * @param directory where a crash leaves its report
     */
    public record Plan(
            String pool,
            int workerId,
            List<String> argv,
            @Nullable Path workingDirectory,
            Map<String, String> environment,
            OutputMode output,
            boolean marked,
            Path directory) {
        /** Copies the collections. */
        public Plan {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }
    }

    /** What is said to a child. */
    @FunctionalInterface
    public interface Words {
        /**
         * Writes them and flushes.
         *
         * @param stdin the child's stdin, not to be closed
         * @throws IOException if the child is gone
         */
        void write(OutputStream stdin) throws IOException;
    }

    private final Plan plan;
    private final Process process;
    private final OutputPump stdout;
    private final OutputPump stderr;
    private final CompletableFuture<ExitEvidence> exit;

    private CompletableFuture<Void> said;

    /** What the kernel had killed for want of memory when this was last seen alive. */
    private volatile long kernelKills = KernelKills.count();

    private ChildProcess(Plan plan, Process process, Offspring offspring, Executor blocking) {
        this.plan = plan;
        this.process = process;
        String mark = "[" + plan.pool() + "/worker-" + plan.workerId() + " pid " + process.pid() + "] ";
        String prefix = plan.marked() ? mark : "";
        Consumer<String> out = OutputSinks.stdout(plan.output(), prefix);
        Consumer<String> err = OutputSinks.stderr(plan.output(), prefix);
        this.stdout = new OutputPump(process.getInputStream(), out);
        this.stderr = new OutputPump(process.getErrorStream(), err);
        this.said = CompletableFuture.completedFuture(null);
        this.exit = ended(blocking)
                .thenRunAsync(() -> clearUp(offspring), blocking)
                .thenCompose(killed -> CompletableFuture.allOf(stdout.ended(), stderr.ended())
                        .completeOnTimeout(null, OUTPUT_WAIT_MILLIS, TimeUnit.MILLISECONDS))
                .thenApplyAsync(ended -> evidence(), blocking);
    }

    /** The JDK tells of the end in a thread of the common pool, which the program may have filled up. */
    private CompletableFuture<?> ended(Executor blocking) {
        CompletableFuture<Process> told = process.onExit();
        return CompletableFuture.anyOf(told, stdout.ended().thenComposeAsync(end -> awaitEnd(told), blocking));
    }

    private CompletableFuture<Process> awaitEnd(CompletableFuture<Process> told) {
        try {
            process.waitFor();
            return CompletableFuture.completedFuture(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        }
    }

    /**
     * Starts a child. Blocks for some milliseconds.
     *
     * @param plan what to start
     * @param words what to say to it, in a thread of the executor
     * @param blocking runs what blocks; a thread for each task
     * @return the child
     * @throws IOException if it cannot be started
     */
    public static ChildProcess start(Plan plan, Words words, Executor blocking) throws IOException {
        var builder = new ProcessBuilder(plan.argv());
        if (plan.workingDirectory() != null) {
            builder.directory(plan.workingDirectory().toFile());
        }
        builder.environment().putAll(plan.environment());
        var offspring = Offspring.of(builder.environment());
        Process process = Children.start(builder);
        var child = new ChildProcess(plan, process, offspring, blocking);
        child.run(child.stdout, "stdout");
        child.run(child.stderr, "stderr");
        var unused = child.exit.whenComplete((evidence, failure) -> Children.ended(process));
        child.say(words, blocking);
        return child;
    }

    private void run(OutputPump pump, String stream) {
        var thread = new Thread(pump, "taskpool-" + plan.pool() + "-worker-" + plan.workerId() + "-" + stream);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Says something more to it, after what was said before.
     *
     * @param words what to say
     * @param blocking runs it
     */
    public synchronized void say(Words words, Executor blocking) {
        said = said.thenRunAsync(() -> say(words), blocking);
    }

    private void say(Words words) {
        try {
            words.write(process.getOutputStream());
        } catch (IOException | RuntimeException e) {
            // Its end, which is reported anyway, is the reason, or will be: it hears no more.
            log.debug("worker was not told who it is pool={} worker={}", plan.pool(), plan.workerId(), e);
            hangUp();
        }
    }

    private void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.debug("stdin not closed pool={} worker={}", plan.pool(), plan.workerId(), e);
        }
    }

    /** What is left of a child: the processes it has started, and the directories of pools that it had itself. */
    private void clearUp(Offspring offspring) {
        if (offspring.kill()) {
            log.debug("killed what a worker had started pool={} worker={}", plan.pool(), plan.workerId());
        }
        StaleDirectories.sweep();
    }

    private ExitEvidence evidence() {
        return ExitEvidence.of(
                process.exitValue(),
                stderr.tail().text(),
                stdout.tail().text(),
                CrashReport.take(plan.directory(), process.pid()),
                KernelKills.count() > kernelKills);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletionStage<ExitEvidence> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public void kill(Duration grace) {
        Children.kill(process.toHandle(), grace);
    }

    /** Asks it to end: SIGTERM, which runs its shutdown hooks. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close its streams too
    }

    @Override
    public OptionalLong rssBytes() {
        long kills = KernelKills.count();
        OptionalLong bytes = ResidentMemory.bytes(process.pid());
        if (bytes.isPresent()) {
            kernelKills = kills;
        }
        return bytes;
    }
}
