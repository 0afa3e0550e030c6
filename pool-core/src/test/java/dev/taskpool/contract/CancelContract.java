package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling stops what was cancelled, and nothing else. */
public interface CancelContract extends PoolFixture {
    @Test
    @Case({"TIME-05", "TIME-15"})
    default void cancel_aRunningTask_stopsItAndReplacesItsWorker(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        try (TaskPool pool = pool(1)) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> {
                        begun.open();
                        never.await();
                        return 1;
                    },
                    value -> told.complete(new AssertionError("got " + value)),
                    told::complete);
            AsyncResult<Integer> next = pool.applyAsync(Tasks::square, 4);
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> result.get(Duration.ofSeconds(30)));
            assertThat(told.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(next.get(Duration.ofSeconds(45))).isEqualTo(16);
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
    }

    @Test
    default void cancel_withAGrace_letsTheTaskEndByItself(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1, "taskpool.kill.interrupt-grace = 30s")) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                begun.open();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    journal.note("tidied");
                }
                return 1;
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(result.isCancelled()).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isEqualTo(first);
            assertThat(journal.lines()).containsExactly("tidied");
        }
    }

    @Test
    default void cancel_withAGrace_replacesAWorkerWhoseTaskFails(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        try (TaskPool pool = pool(1, "taskpool.kill.interrupt-grace = 30s")) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Void> result = pool.runAsync(() -> {
                begun.open();
                never.await();
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
    }

    @Test
    default void cancel_withAGrace_replacesAWorkerWhoseTaskGoesOn(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Gate ended = Gate.in(folder);
        try (TaskPool pool = pool(1, "taskpool.kill.interrupt-grace = 100ms")) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Void> result = pool.runAsync(() -> {
                begun.open();
                while (!gate.isOpen()) {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        // it does not heed it
                    }
                }
                ended.open();
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
        gate.open();
        if (!workersAreProcesses()) {
            ended.await(); // a thread was abandoned, and must not miss the gate
        }
    }

    @Test
    @Case("TIME-06")
    default void cancel_aPendingTask_dropsItAndKeepsTheWorker(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = pool.applyAsync(() -> {
                begun.open();
                gate.await();
                return Tasks.workerId(0);
            });
            AsyncResult<Void> pending = pool.runAsync(() -> journal.note("ran"));
            begun.await();
            assertThat(pending.cancel(true)).isTrue();
            assertThat(pending.isCancelled()).isTrue();
            gate.open();
            int first = running.get(Duration.ofSeconds(45));
            assertThat(running.cancel(true)).isFalse();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isEqualTo(first);
        }
        assertThat(journal.lines()).isEmpty();
    }
}
