package dev.taskpool;

import com.typesafe.config.Config;
import dev.taskpool.internal.supervise.PoolBuilder;
import dev.taskpool.internal.supervise.SharedPool;
import dev.taskpool.sync.Manager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * A pool of workers, each a JVM of its own, that run functions in parallel.
 *
 * <pre>{@code
 * try (TaskPool pool = TaskPool.create()) {
 *     List<Integer> cubes = pool.map(x -> x * x * x, List.of(1, 2, 3));
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> All methods may be called from any thread, callbacks included; waiting for the pool's own end in
 * one of its callbacks is refused with an {@link IllegalStateException}, because it would wait for itself.
 *
 * <p><b>After the end.</b> After {@link #shutdown()}, {@link #close()} or {@link #terminate()} every call that would
 * start work throws {@link RejectedExecutionException}.
 *
 * <p><b>Full queues.</b> Where {@code taskpool.queue.max-items} or {@code max-bytes} limit what is accepted and
 * unfinished, a call that finds no room waits for it in the calling thread, also one that otherwise returns at once. The
 * wait ends with a {@link RejectedExecutionException} when the pool is shut down (a call of which some items were
 * accepted goes on to its end), with a {@link java.util.concurrent.CancellationException} when it is terminated, and
 * with a {@link PoolBrokenException} when its workers cannot be started. With {@code taskpool.queue.when-full = reject}
 * nobody waits: the call throws {@code RejectedExecutionException} and none of it is run. Calls made in callbacks, in
 * what is chained to a result, or in a task of the same pool of threads neither wait nor are refused.
 *
 * <p><b>Crashes.</b> A worker that dies fails only the item it was running, with {@link WorkerLostException}, and is
 * replaced; what it had not started goes to other workers. An item whose result was lost with its worker is run again.
 *
 * <p><b>Arguments.</b> {@code null} functions and inputs are refused with {@link NullPointerException} at the call;
 * {@code null} items and results are allowed. A problem of an item or a function that cannot be copied is that call's
 * failure, a {@link TaskSerializationException}. The calling thread's interruption surfaces as a {@link PoolException}
 * with the interrupt flag set, and cancels the call.
 */
public interface TaskPool extends ApplyCalls, MapCalls, AutoCloseable {
    /**
     * Starts a pool that takes everything from HOCON, block {@code taskpool}. As many workers as processors by default.
     *
     * @return a running pool
     * @throws PoolConfigException if the configuration has unknown or bad keys, all of them listed
     */
    static TaskPool create() {
        return builder().build();
    }

    /**
     * Starts a pool with a number of workers.
     *
     * @param workers 1 or more
     * @return a running pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    static TaskPool create(int workers) {
        return builder().workers(workers).build();
    }

    /**
     * Starts a pool from a configuration.
     *
     * @param config the whole configuration, of which the block {@code taskpool} counts
     * @return a running pool
     * @throws PoolConfigException if the configuration has unknown or bad keys, all of them listed
     */
    static TaskPool create(Config config) {
        return builder().config(config).build();
    }

    /**
     * The pool of the whole program: made on first use, ended with the program. It takes everything from HOCON, as a pool
     * named {@code shared}.
     *
     * <p>The first call blocks while the pool is made, all others return it at once. Nobody can end it: {@link
     * #shutdown}, {@link #close} and {@link #terminate} do nothing, so that no part of a program takes it from the others,
     * and try-with-resources does no harm. Once the program's threads have ended and what was accepted is done, its workers
     * end. If it is {@linkplain PoolBrokenException broken}, the next call makes another one.
     *
     * @return a running pool, the same for all threads
     * @throws PoolConfigException if the configuration has unknown or bad keys, all of them listed
     */
    static TaskPool shared() {
        return SharedPool.get();
    }

    /**
     * Prepares a pool.
     *
     * @return a builder
     */
    static Builder builder() {
        return new PoolBuilder();
    }

    /**
     * Starts a pool of threads in this JVM: the same interface without child processes, as multiprocessing.dummy.
     * Arguments and results are passed by reference, a thread cannot be killed (one that overruns its limit is
     * interrupted and abandoned), and {@code System.exit} ends the program.
     *
     * @param workers 1 or more
     * @return a running pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    static TaskPool threads(int workers) {
        return builder().workers(workers).inProcess().build();
    }

    /**
     * A view of this pool whose calls use these options instead of the pool's defaults. Closing it is closing the pool.
     *
     * @param options how calls of the view are run
     * @return a view
     */
    TaskPool with(TaskOptions options);

    /** Takes no more tasks; what was accepted runs to its end. Returns at once. Python calls this {@code close}. */
    void shutdown();

    /**
     * Waits until every worker is gone.
     *
     * @throws IllegalStateException before {@link #shutdown()}, {@link #close()} or {@link #terminate()}, and where the
     *     pool's end would wait for the caller: in its callbacks and what is chained to its results, in its tasks on
     *     threads, in the input of a call other than {@code imap}
     * @throws PoolException if the thread is interrupted, with the interrupt flag set
     */
    void join();

    /**
     * Waits until every worker is gone, for a limited time.
     *
     * @param timeout how long to wait
     * @return false if they are not gone in time; nothing was stopped then
     * @throws IllegalStateException as {@link #join()}
     * @throws PoolException if the thread is interrupted, with the interrupt flag set
     */
    boolean join(Duration timeout);

    /**
     * {@link #shutdown()} and {@link #join()}, so that try-with-resources waits for what was accepted. If the thread is
     * interrupted while it waits: {@link #terminate()}, with the interrupt flag set. May be called again.
     *
     * @throws IllegalStateException after the shutdown, where {@link #join()} would wait for its caller
     */
    @Override
    void close();

    /**
     * Ends the pool now: workers are killed, unfinished results fail with
     * {@link java.util.concurrent.CancellationException}. Returns when the workers are gone, which an interruption does
     * not hasten: its flag stays. May be called from anywhere and again.
     */
    void terminate();

    /**
     * Whether the pool takes no more tasks.
     *
     * @return true after {@link #shutdown()}, {@link #close()} or {@link #terminate()}
     */
    boolean isShutdown();

    /**
     * Whether the pool has ended.
     *
     * @return true once every worker is gone and all threads have ended
     */
    boolean isTerminated();

    /**
     * This pool behind the face of {@code java.util.concurrent}. Tasks must be serializable: see {@link Task#of(Task)}.
     * Shutting the executor down shuts the pool down. It never waits for room in a queue with limits: when that is full,
     * every way to submit throws {@link RejectedExecutionException}, and {@code invokeAll} and {@code invokeAny} cancel
     * what they have submitted.
     *
     * @return an executor
     */
    ExecutorService asExecutorService();

    /**
     * What the pool is doing.
     *
     * @return a snapshot; the last one once the pool has ended
     */
    PoolStats stats();

    /**
     * Makes what tasks share: queues, locks, numbers and the like. It is started when it is first asked for, and ends
     * with the pool, after the last callback. Blocks for some milliseconds the first time.
     *
     * @return always the same
     * @throws RejectedExecutionException if the pool has ended and this was never called before
     * @throws IllegalStateException if the module {@code pool-remote} is not on the class path
     */
    Manager manager();

    /**
     * The pool's name.
     *
     * @return as configured, or made up
     */
    String name();

    /**
     * How many workers the pool keeps at work; spares do not count.
     *
     * @return 1 or more
     */
    int workers();

    /** Prepares a pool. A value given here wins over the configuration. Not thread-safe. */
    interface Builder {
        /**
         * How many workers.
         *
         * @param workers 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder workers(int workers);

        /**
         * The name for logs and statistics; the configuration's block {@code taskpool.pools.<name>} applies to it.
         *
         * @param name letters, digits, {@code -} and {@code _}
         * @return this
         * @throws IllegalArgumentException if the name has other characters
         */
        Builder name(String name);

        /**
         * The configuration to use instead of {@code ConfigFactory.load()}.
         *
         * @param config the whole configuration, of which the block {@code taskpool} counts
         * @return this
         */
        Builder config(Config config);

        /**
         * What each worker does once, before its first task; replacements do it too.
         *
         * @param initializer an action that travels to the worker
         * @return this
         */
        Builder initializer(TaskAction initializer);

        /**
         * After how many chunks (a single call is one) a worker is replaced by a fresh one.
         *
         * @param chunks 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxTasksPerChild(int chunks);

        /**
         * JVM options for the workers, after those the pool chooses.
         *
         * @param options as on the command line of {@code java}
         * @return this
         */
        Builder jvmOptions(String... options);

        /**
         * The class path of the workers, instead of this JVM's.
         *
         * @param entries jars and folders
         * @return this
         */
        Builder classpath(String... entries);

        /**
         * The working directory of the workers, instead of this JVM's.
         *
         * @param directory an existing directory
         * @return this
         * @throws IllegalArgumentException if it is not a directory
         */
        Builder workingDirectory(Path directory);

        /**
         * Environment variables for the workers, in addition to the inherited ones.
         *
         * @param variables names and values
         * @return this
         */
        Builder environment(Map<String, String> variables);

        /**
         * The maximum heap of each worker, instead of a share of the machine's memory.
         *
         * @param size a HOCON memory size, as in {@code "512m"}
         * @return this
         * @throws IllegalArgumentException if it is not a memory size
         */
        Builder maxHeap(String size);

        /**
         * How long a worker may take to report for work.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        Builder startTimeout(Duration timeout);

        /**
         * Options of calls made without {@link TaskPool#with}.
         *
         * @param options how calls are run
         * @return this
         */
        Builder defaults(TaskOptions options);

        /**
         * Who is told what happens in the pool.
         *
         * @param listener called on the pool's callback thread
         * @return this
         */
        Builder listener(PoolListener listener);

        /**
         * Threads of this JVM instead of child JVMs.
         *
         * @return this
         */
        Builder inProcess();

        /**
         * Starts the pool. Does not wait for its workers.
         *
         * @return a running pool
         * @throws PoolConfigException if the configuration has unknown or bad keys, all of them listed
         * @throws IllegalStateException if no backend for processes is on the class path, or pools are nested too deep
         */
        TaskPool build();
    }
}
