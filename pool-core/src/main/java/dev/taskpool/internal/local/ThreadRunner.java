package dev.taskpool.internal.local;

import dev.taskpool.TaskAction;
import dev.taskpool.internal.local.ThreadWorker.Word;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.Invocation;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.RunningItem;
import dev.taskpool.spi.ThreadDumps;
import dev.taskpool.spi.WorkQueue;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread that runs a worker's units, item by item. */
final class ThreadRunner {
    private final PoolEnvironment environment;
    private final int worker;
    private final Consumer<Word> tell;
    private final WorkQueue queue = new WorkQueue();
    private final Thread thread;

    /** Guards what is running, so that neither a late interruption nor a late verdict meets the next item. */
    private final Object turn = new Object();

    private @Nullable Running running;
    private @Nullable Running interrupted;
    private WorkerExit.@Nullable Cause interruptedFor;
    private boolean abandoned;

    /** An item that is being run; each run is its own. */
    final class Running extends RunningItem {
        private Running(WorkUnit unit, int offset) {
            super(unit, offset);
        }

        long limitNanos() {
            return unit().call().limitNanos();
        }

        long leftNanos() {
            return limitNanos() - elapsedNanos();
        }

        Blame blame() {
            return new Blame(unit().id(), offset(), Stage.RUNNING);
        }

        @Override
        public int workerId() {
            return worker;
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        protected void report(double fraction, String message) {
            say(new WorkerEvent.Progressed(worker, unit().id(), offset(), fraction, message));
        }
    }

    ThreadRunner(PoolEnvironment environment, int worker, Consumer<Word> tell) {
        this.environment = environment;
        this.worker = worker;
        this.tell = tell;
        this.thread = new WorkerThread(environment, this::run, worker);
    }

    /** Knows whose worker it is. */
    private static final class WorkerThread extends Thread {
        private final Object environment;

        WorkerThread(PoolEnvironment environment, Runnable task, int worker) {
            super(task, "taskpool-" + environment.poolName() + "-worker-" + worker);
            this.environment = environment;
            setDaemon(true);
        }
    }

    /** Whether a thread is a worker of the very pool that this was made for. */
    static boolean isOf(Object environment, Thread thread) {
        return thread instanceof WorkerThread worker && worker.environment == environment;
    }

    void start() {
        thread.start();
    }

    WorkQueue queue() {
        return queue;
    }

    /** Interrupts an item, if it still runs and was not interrupted before; a cancellation outdoes a time limit. */
    boolean interrupt(Running item, WorkerExit.Cause cause) {
        synchronized (turn) {
            boolean again = interrupted == item;
            if (running != item || (again && cause == WorkerExit.Cause.TIME_LIMIT)) {
                return false;
            }
            interrupted = item;
            interruptedFor = cause;
            if (!again) {
                thread.interrupt();
            }
            return !again;
        }
    }

    /** Whether an item still runs; if so, its outcome is no longer heard. */
    boolean condemn(Running item) {
        synchronized (turn) {
            abandoned |= running == item;
            return running == item;
        }
    }

    /** What the thread is doing. */
    String threadDump() {
        return ThreadDumps.of(thread);
    }

    /** What an item was interrupted for. */
    WorkerExit.Cause causeOf(Running item) {
        synchronized (turn) {
            return interrupted == item && interruptedFor != null ? interruptedFor : WorkerExit.Cause.TIME_LIMIT;
        }
    }

    /** Tells a running item of a call that it is cancelled; {@code null} if none runs. */
    @Nullable
    Running cancel(long callId) {
        synchronized (turn) {
            Running item = running;
            if (item == null || item.unit().call().callId() != callId) {
                return null;
            }
            item.cancel();
            return item;
        }
    }

    /** Ends the thread as soon as it lets itself be ended; nothing is heard of it from now on. */
    void abandon() {
        synchronized (turn) {
            abandoned = true;
            thread.interrupt();
        }
        queue.close();
    }

    private void run() {
        CurrentTask.declareWorkerThread(environment.nestingDepth() + 1);
        TaskAction initializer = environment.initializer();
        try {
            if (initializer != null) {
                initializer.run();
            }
        } catch (Throwable e) {
            tell.accept(new Word.InitializerFailed(e));
            return;
        }
        clearInterrupt();
        tell.accept(new Word.Initialized());
        boolean open = true;
        while (open) {
            try {
                open = runNextUnit();
            } catch (InterruptedException e) {
                open = !isAbandoned(); // or from code of an earlier task that kept hold of this thread
            }
        }
    }

    /** One that the initializer has left would meet the first task. */
    private void clearInterrupt() {
        synchronized (turn) {
            if (!abandoned) {
                Thread.interrupted();
            }
        }
    }

    private boolean isAbandoned() {
        synchronized (turn) {
            return abandoned;
        }
    }

    /** Holds nothing while it waits, so that what was run can be collected. */
    private boolean runNextUnit() throws InterruptedException {
        WorkQueue.Held held = queue.await();
        if (held == null) {
            return false;
        }
        for (Running item = begin(held); item != null; item = begin(held)) {
            if (!runItem(item)) {
                return true;
            }
        }
        return true;
    }

    /** In one step, so that who cancels finds the item either not begun or running. */
    private @Nullable Running begin(WorkQueue.Held held) {
        synchronized (turn) {
            int offset = abandoned ? -1 : queue.begin(held);
            if (offset < 0) {
                return null;
            }
            running = new Running(held.unit(), offset);
            return running;
        }
    }

    private boolean runItem(Running item) {
        if (environment.reportStarts()) {
            say(new WorkerEvent.Began(worker, item.unit().id(), item.offset()));
        }
        if (item.limitNanos() > 0) {
            tell.accept(new Word.Limited(item));
        }
        WorkerEvent outcome = outcome(item);
        synchronized (turn) {
            if (abandoned) {
                return false;
            }
            if (interrupted == item && outcome instanceof WorkerEvent.Failed) {
                abandoned = true; // it did not survive its interruption
                tell.accept(new Word.GraceOver(item));
                return false;
            }
            running = null;
            Thread.interrupted(); // the task's own business: the next one starts without it
            say(outcome);
            return true;
        }
    }

    private void say(WorkerEvent event) {
        tell.accept(new Word.Said(event));
    }

    private WorkerEvent outcome(Running item) {
        WorkUnit unit = item.unit();
        Object function = Objects.requireNonNull(((Items.Referenced) unit.call().function()).value(0), "function");
        Object argument = ((Items.Referenced) unit.items()).value(item.offset());
        CurrentTask.set(item);
        try {
            Object result = Invocation.call(function, argument);
            return new WorkerEvent.Succeeded(
                    worker, unit.id(), item.offset(), Items.Referenced.of(result), new long[] {item.elapsedNanos()});
        } catch (Throwable e) {
            boolean retryable = isOneOf(e.getClass(), unit.call().retryOn());
            return new WorkerEvent.Failed(
                    worker, unit.id(), item.offset(), Items.Referenced.of(e), item.elapsedNanos(), retryable);
        } finally {
            CurrentTask.set(null);
            item.end();
        }
    }

    private static boolean isOneOf(Class<?> type, List<String> names) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (names.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }
}
