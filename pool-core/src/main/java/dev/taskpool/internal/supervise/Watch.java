package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskInfo;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.internal.schedule.Decision;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the pool's listener what happens, on the callback thread; without a listener it costs nothing. */
final class Watch {
    private final @Nullable PoolListener listener;
    private final Executor callbacks;

    Watch(@Nullable PoolListener listener, Executor callbacks) {
        this.listener = listener;
        this.callbacks = callbacks;
    }

    boolean isOn() {
        return listener != null;
    }

    private void tell(Consumer<PoolListener> event) {
        if (listener != null) {
            callbacks.execute(() -> event.accept(listener));
        }
    }

    void workerStarted(WorkerInfo worker) {
        tell(l -> l.workerStarted(worker));
    }

    void workerExited(WorkerInfo worker, WorkerExit exit) {
        boolean lost = exit.cause() == WorkerExit.Cause.LOST || exit.cause() == WorkerExit.Cause.NOT_STARTED;
        Reason reason = lost ? exit.reason() : null;
        tell(l -> l.workerExited(worker, reason, exit.exitCode()));
    }

    void began(@Nullable TaskInfo task) {
        if (task != null) {
            tell(l -> l.taskStarted(task));
        }
    }

    void finished(OpenCall call, Decision.Deliver deliver, WorkerEvent.Succeeded done, long pid) {
        if (listener == null) {
            return;
        }
        for (int i = 0; i < deliver.count(); i++) {
            var task = new TaskInfo(
                    call.spec.callId(),
                    call.info.name(),
                    call.shown(deliver.first() + i),
                    done.worker(),
                    pid,
                    deliver.attempt());
            Duration elapsed = Duration.ofNanos(done.elapsedNanos()[i]);
            tell(l -> l.taskFinished(task, elapsed));
        }
    }

    void failed(TaskInfo task, PoolException failure) {
        tell(l -> l.taskFailed(task, failure));
    }

    void retried(TaskInfo task, int attempt) {
        tell(l -> l.taskRetried(task, attempt));
    }

    void progressed(@Nullable TaskInfo task, WorkerEvent.Progressed progress) {
        if (task != null) {
            tell(l -> l.progress(task, progress.fraction(), progress.message()));
        }
    }
}
