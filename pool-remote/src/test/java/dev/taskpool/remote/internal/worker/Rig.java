package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkQueue;
import dev.taskpool.spi.WorkUnit;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A task thread with all it needs, but without an actor system and a process of its own. */
final class Rig {
    final List<FromWorker> told = new CopyOnWriteArrayList<>();
    final WorkQueue queue = new WorkQueue();
    final Desk desk = new Desk(queue);
    final Functions functions = new Functions();
    final ChatterBuffer chatter = new ChatterBuffer();
    final StatusPage page = new StatusPage(ByteBuffer.allocateDirect(StatusPage.BYTES));
    final OutcomeLog log = new OutcomeLog(ByteBuffer.allocateDirect(OutcomeLog.BYTES));
    final OutcomeWindow window = new OutcomeWindow();
    final Outbox outbox = new Outbox(told::add, window);
    final AtomicReference<Throwable> end = new AtomicReference<>();
    final Thread thread;
    final JavaPayloads payloads = new JavaPayloads();

    Rig() {
        thread = new Thread(null, this::run, "taskpool-task", 16L << 20);
        thread.setUncaughtExceptionHandler((t, e) -> end.set(e));
        thread.start();
    }

    private void run() {
        var reporter = new Reporter(payloads, log, outbox, queue);
        var items = new ItemRunner(page, desk, payloads, reporter);
        var contexts = new ItemContext.Factory(3, 4711, chatter);
        var pace = new Pace(window, payloads, outbox, page);
        new TaskLoop(
                        queue,
                        new UnitRunner(page, pace, desk, contexts, functions, payloads, items, reporter, item -> {}))
                .run();
    }

    static CallInfo call(long id, Serializable function) {
        return call(id, function, List.of());
    }

    static CallInfo call(long id, Serializable function, List<String> retryOn) {
        return new CallInfo(id, JavaPayloads.row(function), "a task", false, true, 0, retryOn);
    }

    static CallInfo single(long id, Serializable function) {
        return new CallInfo(id, JavaPayloads.row(function), "a task", true, true, 0, List.of());
    }

    static WorkUnit unit(long id, CallInfo call, Object... items) {
        return new WorkUnit(id, call, 100, JavaPayloads.row(items), 2);
    }

    /** Whether the task thread waits for something. */
    boolean isWaiting() {
        return thread.getState() == Thread.State.WAITING;
    }

    /** All outcomes told so far. */
    List<FromWorker.Outcome> outcomes() {
        var all = new ArrayList<FromWorker.Outcome>();
        for (FromWorker word : told) {
            if (word instanceof FromWorker.Outcomes outcomes) {
                all.addAll(outcomes.outcomes());
            }
        }
        return all;
    }

    /** All values told so far, with rows taken apart. */
    List<Object> values() {
        var all = new ArrayList<>();
        for (FromWorker.Outcome outcome : outcomes()) {
            if (outcome instanceof FromWorker.Values values) {
                Items.Encoded results = values.results();
                for (int i = 0; i < results.size(); i++) {
                    all.add(JavaPayloads.read(results, i));
                }
            }
        }
        return all;
    }

    /** All failures told so far. */
    List<Throwable> failures() {
        var all = new ArrayList<Throwable>();
        for (FromWorker.Outcome outcome : outcomes()) {
            if (outcome instanceof FromWorker.Fault fault) {
                all.add((Throwable) JavaPayloads.read(fault.failure()));
            }
        }
        return all;
    }

    void close() throws InterruptedException {
        queue.close();
        thread.join(30_000);
        if (thread.isAlive()) {
            throw new AssertionError("the task thread is still alive");
        }
    }
}
