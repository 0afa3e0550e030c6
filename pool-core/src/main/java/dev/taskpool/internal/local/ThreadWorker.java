package dev.taskpool.internal.local;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.TimerDelay;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fronts one worker thread. A thread cannot be killed: one that is to be stopped is interrupted and abandoned, and what
 * it may still bring is no longer heard.
 */
final class ThreadWorker {
    private static final Logger log = LoggerFactory.getLogger(ThreadWorker.class);

    /** The one timer for limits, since one item runs at a time. */
    private static final Object LIMIT = new Object();

    /** What the thread, or a timer, tells this actor. */
    sealed interface Word {
        /** The initializer has run. */
        record Initialized() implements Word {}

        /** The initializer threw. */
        record InitializerFailed(Throwable failure) implements Word {}

        /** An outcome, or a start. */
        record Said(WorkerEvent event) implements Word {}

        /** An item with a time limit was begun. */
        record Limited(ThreadRunner.Running running) implements Word {}

        /** The limit of an item is over. */
        record LimitPassed(ThreadRunner.Running running) implements Word {}

        /** An interrupted item has not ended in time, or has failed. */
        record GraceOver(ThreadRunner.Running running) implements Word {}

        /** It took too long to get ready. */
        record StartTimeout() implements Word {}
    }

    private final TimerScheduler<Object> timers;
    private final PoolEnvironment environment;
    private final int id;
    private final ActorRef<WorkerEvent> supervisor;
    private final ThreadRunner runner;
    private boolean ready;

    static Behavior<WorkerCommand> create(PoolEnvironment environment, int id, ActorRef<WorkerEvent> supervisor) {
        Behavior<Object> behavior = Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ThreadWorker(context, timers, environment, id, supervisor).running()));
        return behavior.narrow();
    }

    private ThreadWorker(
            ActorContext<Object> context,
            TimerScheduler<Object> timers,
            PoolEnvironment environment,
            int id,
            ActorRef<WorkerEvent> supervisor) {
        this.timers = timers;
        this.environment = environment;
        this.id = id;
        this.supervisor = supervisor;
        ActorRef<Object> self = context.getSelf();
        this.runner = new ThreadRunner(environment, id, self::tell);
        timers.startSingleTimer(
                new Word.StartTimeout(), TimerDelay.of(environment.spec().startTimeout()));
        runner.start();
    }

    private Behavior<Object> running() {
        return Behaviors.receive(Object.class)
                .onMessage(WorkerCommand.class, this::onCommand)
                .onMessage(Word.class, this::onWord)
                .build();
    }

    private Behavior<Object> onCommand(WorkerCommand command) {
        if (command instanceof WorkerCommand.Run run) {
            run.units().forEach(runner.queue()::add);
        } else if (command instanceof WorkerCommand.TakeBack) {
            supervisor.tell(new WorkerEvent.GaveBack(id, runner.queue().takeBack()));
        } else if (command instanceof WorkerCommand.Cancel cancel) {
            return onCancel(cancel);
        } else if (command instanceof WorkerCommand.Stop || command instanceof WorkerCommand.Kill) {
            return gone(WorkerExit.Cause.STOPPED, null, "", null);
        }
        return Behaviors.same();
    }

    private Behavior<Object> onCancel(WorkerCommand.Cancel cancel) {
        var dropped = runner.queue().drop(cancel.callId());
        ThreadRunner.Running running = runner.cancel(cancel.callId());
        supervisor.tell(new WorkerEvent.Dropped(id, cancel.callId(), dropped));
        return running != null && cancel.stopRunning() ? stop(running, WorkerExit.Cause.CANCELLED) : Behaviors.same();
    }

    private Behavior<Object> onWord(Word word) {
        if (word instanceof Word.Said said) {
            onSaid(said.event());
        } else if (word instanceof Word.Limited limited) {
            watch(limited.running());
        } else if (word instanceof Word.LimitPassed passed) {
            return onLimitPassed(passed.running());
        } else if (word instanceof Word.GraceOver over) {
            return end(over.running(), runner.causeOf(over.running()));
        } else if (word instanceof Word.Initialized) {
            ready = true;
            supervisor.tell(new WorkerEvent.Ready(id, ProcessHandle.current().pid(), "localhost"));
        } else if (word instanceof Word.InitializerFailed failed) {
            return gone(WorkerExit.Cause.NOT_STARTED, null, "", failed.failure());
        } else if (word instanceof Word.StartTimeout && !ready) {
            var failure = new IllegalStateException("not ready within "
                    + environment.spec().startTimeout().toMillis() + " ms (taskpool.start.timeout)");
            return gone(WorkerExit.Cause.NOT_STARTED, null, "", failure);
        }
        return Behaviors.same();
    }

    private void onSaid(WorkerEvent event) {
        if (event instanceof WorkerEvent.Succeeded || event instanceof WorkerEvent.Failed) {
            timers.cancel(LIMIT); // or it would keep what it limits
        }
        supervisor.tell(event);
    }

    private void watch(ThreadRunner.Running running) {
        timers.startSingleTimer(
                LIMIT, new Word.LimitPassed(running), TimerDelay.ofNanos(Math.max(1, running.leftNanos())));
    }

    private Behavior<Object> onLimitPassed(ThreadRunner.Running running) {
        if (running.leftNanos() > 0) {
            watch(running);
            return Behaviors.same();
        }
        return stop(running, WorkerExit.Cause.TIME_LIMIT);
    }

    /** Ends an item: at once, or if it does not end by itself within the grace after an interrupt. */
    private Behavior<Object> stop(ThreadRunner.Running running, WorkerExit.Cause cause) {
        Duration grace = environment.spec().interruptGrace();
        if (grace.isZero()) {
            return end(running, cause);
        }
        if (runner.interrupt(running, cause)) {
            timers.startSingleTimer(LIMIT, new Word.GraceOver(running), TimerDelay.of(grace));
        }
        return Behaviors.same();
    }

    private Behavior<Object> end(ThreadRunner.Running running, WorkerExit.Cause cause) {
        if (!runner.condemn(running)) {
            return Behaviors.same();
        }
        String dump = environment.spec().dumpGrace().isZero() ? "" : runner.threadDump();
        return gone(cause, running.blame(), dump, null);
    }

    private Behavior<Object> gone(
            WorkerExit.Cause cause, @Nullable Blame blame, String threadDump, @Nullable Throwable failure) {
        runner.abandon();
        long pid = ProcessHandle.current().pid();
        log.debug("worker thread ended pool={} worker={} cause={}", environment.poolName(), id, cause);
        supervisor.tell(new WorkerEvent.Gone(
                id,
                new WorkerExit(cause, Reason.EXITED, failure == null ? 0 : 1, pid, "", threadDump, failure),
                blame));
        return Behaviors.stopped();
    }
}
