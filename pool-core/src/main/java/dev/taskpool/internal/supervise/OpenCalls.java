package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.TaskInfo;
import dev.taskpool.internal.schedule.Decision;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a pool that have not ended. Takes what the schedule decides of their items at an event to the calls and to
 * those who watch. Owned by the supervisor.
 */
final class OpenCalls {
    private static final Logger log = LoggerFactory.getLogger(OpenCalls.class);

    private final Map<Long, OpenCall> calls = new HashMap<>();
    private final String pool;
    private final Watch watch;
    private final IntToLongFunction pids;

    /** Asks for the process ids of workers. */
    OpenCalls(String pool, Watch watch, IntToLongFunction pids) {
        this.pool = pool;
        this.watch = watch;
        this.pids = pids;
    }

    void add(OpenCall call) {
        calls.put(call.spec.callId(), call);
    }

    @Nullable
    OpenCall get(long id) {
        return calls.get(id);
    }

    /** All end here and now, whatever has become of their items. */
    void failAll(RuntimeException reason) {
        calls.values().forEach(call -> call.failed(reason));
        calls.clear();
    }

    /** The outcomes that an event brought are the last of these items. */
    void deliver(Decision.Deliver deliver, @Nullable WorkerEvent at) {
        OpenCall call = calls.get(deliver.callId());
        if (call == null) {
            return;
        }
        if (at instanceof WorkerEvent.Succeeded done) {
            call.values(deliver.first(), done.results(), done.elapsedNanos(), deliver.attempt());
            watch.finished(call, deliver, done, pids.applyAsLong(done.worker()));
        } else if (at instanceof WorkerEvent.Failed failed) {
            int shown = call.shown(deliver.first());
            var context = new FailureContext(failed.worker(), shown, deliver.attempt());
            var task = task(call, deliver.first(), failed.worker(), deliver.attempt());
            call.failure(
                    deliver.first(),
                    failed.failure(),
                    context,
                    failed.elapsedNanos(),
                    failure -> watch.failed(task, failure));
        }
    }

    /** An item is run again, whatever the event said of it. */
    void retry(Decision.Retry retry, @Nullable WorkerEvent at) {
        OpenCall call = calls.get(retry.callId());
        if (call == null) {
            return;
        }
        int failed = retry.attempt() - 1;
        if (at instanceof WorkerEvent.Gone ended) {
            call.runAgain(retry.index(), death(call, retry.index(), failed, false, ended));
        }
        watch.retried(task(call, retry.index(), retry.worker(), failed), retry.attempt());
    }

    /** An item has failed with the worker that the event says is gone. */
    void fail(Decision.FailItem fail, @Nullable WorkerEvent at) {
        OpenCall call = calls.get(fail.callId());
        if (call == null || !(at instanceof WorkerEvent.Gone ended)) {
            return;
        }
        boolean quarantined = fail.why() == Decision.Why.QUARANTINED;
        PoolException failure = death(call, fail.index(), fail.attempts(), quarantined, ended);
        if (quarantined) {
            log.warn("item quarantined pool={} task={}: {}", pool, call.info.name(), failure.getMessage());
        }
        call.failure(fail.index(), failure, fail.attempts());
        watch.failed(task(call, fail.index(), fail.worker(), fail.attempts()), failure);
    }

    /** Items are not run, or not to their end; then the event says that their worker is gone. */
    void cancel(Decision.CancelItems cancel, @Nullable WorkerEvent at) {
        OpenCall call = calls.get(cancel.callId());
        if (call == null) {
            return;
        }
        if (cancel.begun() && at instanceof WorkerEvent.Gone ended) {
            call.stopped(ended.exit().threadDump());
        }
        call.cancelled(cancel.first(), cancel.count(), cancel.begun());
    }

    /** What an item fails with whose worker has ended under it. */
    private static PoolException death(
            OpenCall call, int index, int attempts, boolean quarantined, WorkerEvent.Gone ended) {
        WorkerExit exit = ended.exit();
        int shown = call.shown(index);
        return exit.cause() == WorkerExit.Cause.TIME_LIMIT
                ? Failures.timedOut(exit, call.info.limitNanos(), shown, attempts)
                : Failures.lost(exit, ended.worker(), shown, attempts, quarantined);
    }

    /**
     * A call has ended.
     *
     * @param reason why its results are not all there; {@code null} if they are
     * @return the call; {@code null} if that was known
     */
    @Nullable
    OpenCall end(Decision.CallEnded ended, @Nullable RuntimeException reason) {
        OpenCall call = calls.remove(ended.callId());
        if (call == null) {
            return null;
        }
        if (ended.cutShort()) {
            call.cutShort();
        }
        call.ended(reason);
        return call;
    }

    private TaskInfo task(OpenCall call, int index, int worker, int attempt) {
        return new TaskInfo(
                call.spec.callId(), call.info.name(), call.shown(index), worker, pids.applyAsLong(worker), attempt);
    }
}
