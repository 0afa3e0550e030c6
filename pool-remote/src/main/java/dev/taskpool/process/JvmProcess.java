package dev.taskpool.process;

import dev.taskpool.TaskAction;
import dev.taskpool.remote.internal.host.Target;
import dev.taskpool.remote.internal.launch.OutputMode;
import dev.taskpool.remote.internal.serial.KryoCodec;
import dev.taskpool.remote.internal.share.client.Gifts;
import dev.taskpool.remote.internal.wire.TargetBootstrap;
import dev.taskpool.remote.internal.worker.TargetProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM of its own that runs one target: Python's {@code multiprocessing.Process}. It has the caller's class path, and
 * what the target captures travels as the functions of a pool do.
 *
 * <p>Its exit code is 0 if the target returned, 1 if it threw (the trace is on its stderr, and {@link #failure} has what
 * it threw), n after {@code System.exit(n)}, 128+n if signal n ended it. It ends when the target and all threads that are
 * no daemons have ended. Processes that it has started and left behind end with it, on Linux.
 *
 * <p>A process that is no daemon keeps the program running until it has ended, as a thread does; one that is a daemon is
 * killed when the program ends. {@code System.exit} in the program kills both, and one whose parent was killed ends by
 * itself within two seconds. Thread-safe.
 */
public final class JvmProcess implements AutoCloseable {

    private final String name;
    private final boolean daemon;
    private final Target target;
    private final CompletableFuture<Target.End> end;

    private JvmProcess(String name, boolean daemon, Target target) {
        this.name = name;
        this.daemon = daemon;
        this.target = target;
        this.end = target.end();
    }

    /**
     * Starts a process with the settings that a {@link Builder} begins with. Blocks for some milliseconds, not until it
     * runs.
     *
     * @param action its target
     * @return the process
     * @throws dev.taskpool.TaskSerializationException if the target cannot be written
     * @throws dev.taskpool.PoolException if the process cannot be started
     */
    public static JvmProcess start(TaskAction action) {
        return builder(action).start();
    }

    /**
     * Prepares a process.
     *
     * @param action its target
     * @return a builder
     */
    public static Builder builder(TaskAction action) {
        return new Builder(action);
    }

    static JvmProcess start(TaskAction action, boolean daemon, Target.Plan plan) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = ofThread != null ? ofThread : Objects.requireNonNull(JvmProcess.class.getClassLoader());
        var gifts = new Gifts();
        Target target = gifts.during(() -> Target.start(plan, action, spool -> KryoCodec.ofTarget(loader, spool)));
        var process = new JvmProcess(plan.name(), daemon, target);
        LiveProcesses.add(process);
        var unused = process.end.whenComplete((end, failure) -> {
            LiveProcesses.remove(process);
            gifts.settle();
        });
        return process;
    }

    /**
     * Its process id.
     *
     * @return a number that the operating system may give again once it has ended
     */
    public long pid() {
        return target.pid();
    }

    /**
     * Its name.
     *
     * @return never empty
     */
    public String name() {
        return name;
    }

    /**
     * Whether it runs. Its end is noticed a moment after it has come.
     *
     * @return false once {@link #exitCode} tells how it ended
     */
    public boolean isAlive() {
        return !end.isDone();
    }

    /**
     * Whether the program may end before it.
     *
     * @return as it was built
     */
    public boolean isDaemon() {
        return daemon;
    }

    /**
     * How it ended.
     *
     * @return empty while it runs
     */
    public OptionalInt exitCode() {
        return end.isDone() ? OptionalInt.of(end.join().exitCode()) : OptionalInt.empty();
    }

    /**
     * What its target threw.
     *
     * @return the exception, with the stack that it had there; another one that describes it if it could not travel; empty
     *     while the process runs, and if the target threw nothing
     */
    public Optional<Throwable> failure() {
        return end.isDone() ? end.join().failure() : Optional.empty();
    }

    /**
     * Waits until it has ended and its output was passed on.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void join() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw unknown(e);
        }
    }

    /**
     * Waits until it has ended, but not for ever.
     *
     * @param timeout how long; zero or less asks without waiting
     * @return false if it still runs
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean join(Duration timeout) throws InterruptedException {
        try {
            end.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return end.isDone();
        } catch (ExecutionException e) {
            throw unknown(e);
        }
    }

    private IllegalStateException unknown(ExecutionException e) {
        return new IllegalStateException("how process " + name + " ended is not known", e.getCause());
    }

    /** Asks it to end (SIGTERM), which runs its shutdown hooks. Does not wait; nothing happens if it has ended. */
    public void terminate() {
        if (isAlive()) {
            target.terminate();
        }
    }

    /** Ends it at once (SIGKILL), with the processes it has started. Does not wait; nothing happens if it has ended. */
    public void kill() {
        if (isAlive()) {
            target.kill();
        }
    }

    /** This JVM ends. */
    void abandon() {
        target.abandon();
    }

    /**
     * Its end, to be waited for together with others.
     *
     * @return a new future, completed with this process when it has ended
     */
    public CompletableFuture<JvmProcess> onExit() {
        return end.thenApply(ended -> this);
    }

    /** Kills it if it runs, and waits for its end. An interruption does not hasten that; its flag stays. */
    @Override
    public void close() {
        kill();
        end.join();
    }

    /**
     * The processes that this JVM has started in this way and that run.
     *
     * @return a copy, in the order of their start
     */
    public static List<JvmProcess> activeChildren() {
        return LiveProcesses.all();
    }

    /**
     * The process that asks.
     *
     * @return who it is; with the name {@code main} if it was not started in this way
     */
    public static Current current() {
        TargetBootstrap told = TargetProcess.current();
        ProcessHandle own = ProcessHandle.current();
        return told != null
                ? new Current(told.name(), own.pid(), told.parentPid())
                : new Current(
                        "main", own.pid(), own.parent().map(ProcessHandle::pid).orElse(0L));
    }

    /**
     * A process as it sees itself.
     *
     * @param name its name
     * @param pid its process id
     * @param parentPid that of the process that started it
     */
    public record Current(String name, long pid, long parentPid) {
        /**
         * Whether the process that started it lives.
         *
         * @return false soon before this one ends, too, if it was started as a {@link JvmProcess}
         */
        public boolean isParentAlive() {
            return ProcessHandle.of(parentPid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    @Override
    public String toString() {
        return "JvmProcess[name=" + name + ", pid=" + pid() + ", "
                + (isAlive() ? "running" : "exit code " + end.join().exitCode()) + "]";
    }

    /** How a process is to be. Not thread-safe. */
    public static final class Builder {
        private final TaskAction action;
        private final ProcessPlan plan = new ProcessPlan();
        private boolean daemon;

        private Builder(TaskAction action) {
            this.action = Objects.requireNonNull(action, "action");
        }

        /**
         * Its name, for itself, in messages and threads.
         *
         * @param name not blank, at most 200 characters; unless given, {@code process-1} and so on
         * @return this
         * @throws IllegalArgumentException if it is blank or longer
         */
        public Builder name(String name) {
            plan.name(name);
            return this;
        }

        /**
         * Whether the program may end before it, and then kills it.
         *
         * @param isDaemon false unless given
         * @return this
         */
        public Builder daemon(boolean isDaemon) {
            daemon = isDaemon;
            return this;
        }

        /**
         * Further options for its JVM.
         *
         * @param options one each, none empty
         * @return this
         */
        public Builder jvmOptions(String... options) {
            plan.jvmOptions(options);
            return this;
        }

        /**
         * Its class path.
         *
         * @param entries jars and folders, in order; unless given, those of this JVM
         * @return this
         */
        public Builder classpath(String... entries) {
            plan.classpath(entries);
            return this;
        }

        /**
         * Environment variables in addition to those of this JVM, which they override.
         *
         * @param variables names and values
         * @return this
         */
        public Builder environment(Map<String, String> variables) {
            plan.environment(variables);
            return this;
        }

        /**
         * Where it runs.
         *
         * @param directory one that exists; unless given, that of this JVM
         * @return this
         * @throws IllegalArgumentException if it does not exist
         */
        public Builder workingDirectory(Path directory) {
            plan.workingDirectory(directory);
            return this;
        }

        /**
         * Its largest heap.
         *
         * @param size a memory size, as in {@code 512m}; unless given, a share of the machine's memory
         * @return this
         * @throws IllegalArgumentException if it is no memory size of at least 2m
         */
        public Builder maxHeap(String size) {
            plan.maxHeap(size);
            return this;
        }

        /**
         * Whether what it writes to stdout and stderr comes out here, line by line, or is dropped.
         *
         * @param inherits true unless given
         * @return this
         */
        public Builder inheritIO(boolean inherits) {
            plan.output(inherits ? OutputMode.INHERIT : OutputMode.DISCARD);
            return this;
        }

        /**
         * Starts the process. May be called again, for another one.
         *
         * @return the process
         * @throws dev.taskpool.TaskSerializationException if the target cannot be written
         * @throws dev.taskpool.PoolException if the process cannot be started
         */
        public JvmProcess start() {
            return JvmProcess.start(action, daemon, plan.build());
        }
    }
}
