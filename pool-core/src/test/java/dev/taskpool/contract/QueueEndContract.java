package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a caller's wait for room in the queue ends when there will be none. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public interface QueueEndContract extends QueueFixture {
    @Test
    default void interrupt_whileACallWaits_throwsAndKeepsTheFlag(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = limited(1, "max-items = 1")) {
            AsyncResult<Integer> running = gated(pool, gate, 1).get(0);
            Caller<AsyncResult<Void>> caller = Caller.of(() -> pool.runAsync(() -> journal.note("ran")));
            caller.awaitFullQueue();
            caller.interrupt();
            assertThat(caller.failure())
                    .isInstanceOf(PoolException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(caller.wasInterrupted()).isTrue();
            gate.open();
            assertThat(running.get()).isZero();
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
        }
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    default void interrupt_whileTheRestOfAMapWaits_cancelsTheMap(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = limited(1, "max-items = 3")) {
            Caller<List<Integer>> caller = Caller.of(() -> pool.map(x -> noted(journal, x, never), Inputs.range(9), 1));
            caller.awaitFullQueue();
            await().until(() -> !journal.lines().isEmpty());
            caller.interrupt();
            assertThat(caller.failure())
                    .isInstanceOf(PoolException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(caller.wasInterrupted()).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
        }
        assertThat(journal.lines()).as("items that were begun").containsExactly("0");
    }

    @Test
    default void shutdown_whileACallWaits_refusesItAndFinishesTheOthers(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2")) {
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            Caller<AsyncResult<Integer>> single = Caller.of(() -> pool.applyAsync(Tasks::square, 3));
            Caller<List<Integer>> map = Caller.of(() -> pool.map(Tasks::square, Inputs.range(5)));
            single.awaitFullQueue();
            map.awaitFullQueue();
            pool.shutdown();
            for (Caller<?> caller : List.of(single, map)) {
                assertThat(caller.failure())
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessageContaining("shut down");
            }
            gate.open();
            assertThat(accepted.stream().map(AsyncResult::join)).containsExactly(0, 1);
            assertThat(pool.join(Duration.ofSeconds(150))).isTrue();
        }
    }

    @Test
    default void shutdown_whileTheRestOfAMapWaits_letsItFinish(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = limited(2, "max-items = 4")) {
            Caller<List<Integer>> map = Caller.of(() -> pool.map(x -> noted(journal, x, gate), Inputs.range(20), 1));
            map.awaitFullQueue();
            pool.shutdown();
            gate.open();
            assertThat(map.value()).isEqualTo(Inputs.range(20));
            assertThat(pool.join(Duration.ofSeconds(150))).isTrue();
        }
    }

    @Test
    default void terminate_whileCallsWait_cancelsThem(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = limited(1, "max-items = 3")) {
            Caller<List<Integer>> begun = Caller.of(() -> pool.map(x -> noted(journal, x, never), Inputs.range(9), 1));
            begun.awaitFullQueue();
            Caller<AsyncResult<Integer>> single = Caller.of(() -> pool.applyAsync(Tasks::square, 3));
            single.awaitFullQueue();
            pool.terminate();
            assertThat(begun.failure()).isInstanceOf(CancellationException.class);
            assertThat(single.failure()).isInstanceOf(CancellationException.class);
            assertThat(pool.isTerminated()).isTrue();
        }
        assertThat(journal.lines()).hasSizeLessThan(2);
    }

    @Test
    default void theWorkersCannotBeStarted_whileACallWaits_saysSo(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = configured("queue.max-items = 1, start.max-failures = 1")
                .workers(1)
                .initializer(() -> {
                    gate.await();
                    throw new IllegalStateException("no licence");
                })
                .build()) {
            AsyncResult<Integer> accepted = pool.applyAsync(Tasks::square, 2);
            Caller<AsyncResult<Integer>> waiting = Caller.of(() -> pool.applyAsync(Tasks::square, 3));
            waiting.awaitFullQueue();
            gate.open();
            assertThat(waiting.failure()).isInstanceOf(PoolBrokenException.class);
            assertThat(Caller.of(accepted::join).failure()).isInstanceOf(PoolBrokenException.class);
        }
    }

    private static int noted(Journal journal, int x, Gate gate) throws InterruptedException {
        journal.note(x);
        gate.await();
        return x;
    }
}
