package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolListener;
import dev.taskpool.PoolStats;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskInfo;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pool tells about itself: events and counters. */
public interface ListenerContract extends PoolFixture {
    @Test
    default void listener_aPoolsLife_isToldInOrder() {
        Recorder recorder = new Recorder();
        try (TaskPool pool = builder().workers(1).listener(recorder).build()) {
            pool.with(TaskOptions.defaults().name("good")).apply(Tasks::square, 2);
            pool.with(TaskOptions.defaults().name("bad")).mapSettled(Tasks::squareOfPositive, List.of(1, -1), 1);
            pool.with(TaskOptions.defaults().name("again").retries(1).retryOn(IOException.class))
                    .run(() -> {
                        if (TaskContext.current().attempt() == 1) {
                            throw new IOException("first");
                        }
                    });
        }
        assertThat(recorder.events)
                .containsExactly(
                        "workerStarted",
                        "started good -1 #1",
                        "finished good -1 #1",
                        "started bad 0 #1",
                        "finished bad 0 #1",
                        "started bad 1 #1",
                        "failed bad 1 #1 TaskFailedException",
                        "started again -1 #1",
                        "retried again -1 #1 to 2",
                        "started again -1 #2",
                        "finished again -1 #2",
                        "workerExited null");
    }

    /** Its results may be large, and a program that has them looked at may run for months. */
    @Test
    default void listener_aCallThatHasEnded_isNotKept() {
        try (TaskPool pool =
                builder().workers(1).listener(new PoolListener() {}).build()) {
            WeakReference<?> ended = endedCall(pool);
            pool.apply(Tasks::square, 4); // so that nobody is busy with the other any more
            await().until(() -> {
                System.gc();
                return ended.refersTo(null);
            });
        }
    }

    private static WeakReference<?> endedCall(TaskPool pool) {
        AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 3);
        result.join();
        return new WeakReference<>(result);
    }

    @Test
    default void listener_aTaskReportsProgress_theLastReportArrives() {
        Recorder recorder = new Recorder();
        try (TaskPool pool = builder().workers(1).listener(recorder).build()) {
            pool.with(TaskOptions.defaults().name("long")).run(() -> {
                for (int i = 1; i <= 1000; i++) {
                    TaskContext.current().progress(i / 1000.0, "step " + i);
                }
            });
            await().until(() -> recorder.events.contains("progress long 1.0 step 1000"));
        }
    }

    @Test
    default void progress_beyondItsRange_isRefused() {
        for (double fraction : new double[] {-0.1, 1.1, Double.NaN}) {
            org.assertj.core.api.Assertions.assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(() -> shared().run(() -> TaskContext.current().progress(fraction, "")))
                    .withCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void listener_thatThrows_isLoggedAndHurtsNothing() {
        PoolListener broken = new PoolListener() {
            @Override
            public void taskFinished(TaskInfo task, Duration elapsed) {
                throw new IllegalStateException("listener refuses");
            }
        };
        try (CapturedLog log = CapturedLog.open()) {
            try (TaskPool pool = builder().workers(1).listener(broken).build()) {
                assertThat(pool.map(Tasks::square, Inputs.range(3))).containsExactly(0, 1, 4);
            }
            assertThat(log.lines()).anyMatch(line -> line.contains("listener refuses"));
        }
    }

    @Test
    default void stats_afterACall_addUp() throws Exception {
        try (TaskPool pool = builder().workers(2).name("counted").build()) {
            pool.map(Tasks::square, Inputs.range(10), 3);
            pool.mapSettled(Tasks::squareOfPositive, List.of(1, -1, 2, -2, -3));
            pool.with(TaskOptions.defaults().retries(1).retryOn(IOException.class))
                    .run(() -> {
                        if (TaskContext.current().attempt() == 1) {
                            throw new IOException("first");
                        }
                    });
            await().untilAsserted(() ->
                    assertThat(pool.stats().workers()).allMatch(worker -> worker.state() == WorkerInfo.State.IDLE));
            PoolStats stats = pool.stats();
            assertThat(stats.name()).isEqualTo("counted");
            assertThat(stats.completed()).isEqualTo(10 + 2 + 1);
            assertThat(stats.failed()).isEqualTo(3);
            assertThat(stats.retried()).isEqualTo(1);
            assertThat(stats.queued()).isZero();
            assertThat(stats.running()).isZero();
            assertThat(stats.workersLost()).isZero();
            assertThat(stats.workersStarted()).isGreaterThanOrEqualTo(2);
            assertThat(stats.uptime()).isPositive();
            assertThat(stats.workers()).hasSize(2).allSatisfy(worker -> {
                assertThat(worker.id()).isPositive();
                assertThat(worker.pid()).isPositive();
                assertThat(worker.pid() == ProcessHandle.current().pid()).isEqualTo(!workersAreProcesses());
                assertThat(worker.host()).isNotEmpty();
            });
        }
    }

    @Test
    default void stats_whileTasksRunAndWait_countsBoth(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = pool(2)) {
            AsyncResult<List<Integer>> result = pool.with(TaskOptions.defaults().name("gated"))
                    .mapAsync(
                            x -> {
                                gate.await();
                                return x;
                            },
                            Inputs.range(10),
                            1);
            await().untilAsserted(() -> assertThat(pool.stats().workers())
                    .hasSize(2)
                    .allSatisfy(worker -> {
                        assertThat(worker.state()).isEqualTo(WorkerInfo.State.BUSY);
                        assertThat(worker.currentTask()).isEqualTo("gated");
                    }));
            PoolStats stats = pool.stats();
            assertThat(stats.queued() + stats.running()).isEqualTo(10);
            assertThat(stats.running()).isGreaterThanOrEqualTo(2);
            assertThat(stats.completed()).isZero();
            gate.open();
            assertThat(result.get()).isEqualTo(Inputs.range(10));
            assertThat(pool.stats().completed()).isEqualTo(10);
        }
    }

    @Test
    default void stats_ofAPoolThatEnded_areTheLastOnes() {
        TaskPool pool = pool(1);
        pool.map(Tasks::square, Inputs.range(5));
        pool.close();
        assertThat(pool.stats().completed()).isEqualTo(5);
        assertThat(pool.stats().running()).isZero();
        assertThat(pool.stats().workers()).allMatch(worker -> worker.state() == WorkerInfo.State.DEAD);
    }

    /** Writes down what it is told. */
    final class Recorder implements PoolListener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void workerStarted(WorkerInfo worker) {
            events.add("workerStarted");
        }

        @Override
        public void workerExited(WorkerInfo worker, WorkerLostException.@Nullable Reason reason, int exitCode) {
            events.add("workerExited " + reason);
        }

        @Override
        public void taskStarted(TaskInfo task) {
            events.add("started " + name(task));
        }

        @Override
        public void taskFinished(TaskInfo task, Duration elapsed) {
            events.add("finished " + name(task));
        }

        @Override
        public void taskFailed(TaskInfo task, Throwable failure) {
            events.add("failed " + name(task) + " " + failure.getClass().getSimpleName());
        }

        @Override
        public void taskRetried(TaskInfo task, int attempt) {
            events.add("retried " + name(task) + " to " + attempt);
        }

        @Override
        public void progress(TaskInfo task, double fraction, String message) {
            events.add("progress " + task.name() + " " + fraction + " " + message);
        }

        private static String name(TaskInfo task) {
            return task.name() + " " + task.itemIndex() + " #" + task.attempt();
        }
    }
}
