package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolException;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools that are ended in every order, by many at once, and in the middle of something else. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
public interface ShutdownOrderContract extends PoolFixture {
    Duration LIMIT = Duration.ofSeconds(100);

    private static void assertEnded(TaskPool pool) {
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.stats().workers()).allMatch(worker -> worker.state() == WorkerInfo.State.DEAD);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
    }

    private static Caller<Object> ending(Ending how, TaskPool pool) {
        return Caller.of(() -> {
            how.end(pool);
            return how;
        });
    }

    private static AsyncResult<Integer> gated(TaskPool pool, Gate begun, Gate gate) {
        return pool.applyAsync(() -> {
            begun.open();
            gate.await();
            return 1;
        });
    }

    @Test
    @Case("SHUT-02")
    default void ends_anyTwoAfterEachOther_areQuiet() {
        for (Ending first : Ending.values()) {
            for (Ending second : Ending.values()) {
                TaskPool pool = pool(1); // whose worker is starting
                try (pool) {
                    first.end(pool);
                    second.end(pool);
                    assertThat(pool.join(LIMIT)).as(first + ", " + second).isTrue();
                    assertEnded(pool);
                }
            }
        }
    }

    @Test
    default void close_ofAView_closesThePool() {
        TaskPool pool = pool(1);
        pool.with(TaskOptions.defaults().name("view")).close();
        assertEnded(pool);
    }

    @Test
    @Case({"SHUT-03", "SHUT-07"})
    default void close_byFourThreadsWhileOthersWait_finishesWhatTheyWaitFor(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = gated(pool, begun, gate);
            List<Caller<List<Integer>>> consumers = consumers(pool);
            begun.await();
            awaitAccepted(pool);
            List<Caller<Object>> enders = Stream.of(Ending.SHUTDOWN, Ending.CLOSE, Ending.JOIN, Ending.JOIN_FOR_A_TIME)
                    .map(how -> ending(how, pool))
                    .toList();
            await().until(pool::isShutdown);
            assertThat(running.ready()).isFalse();
            gate.open();
            for (Caller<Object> ender : enders) {
                ender.value();
            }
            for (Caller<List<Integer>> consumer : consumers) {
                assertThat(consumer.value()).isIn(List.of(9), Inputs.squares(3));
            }
            assertThat(running.join()).isEqualTo(1);
            assertThat(pool.join(LIMIT)).isTrue();
            assertEnded(pool);
        }
    }

    /** Threads that each wait for results in another way. */
    private static List<Caller<List<Integer>>> consumers(TaskPool pool) {
        return List.of(
                Caller.of(() -> List.of(pool.<Integer, Integer>apply(Tasks::square, 3))),
                Caller.of(() -> pool.map(Tasks::square, Inputs.range(3), 1)),
                Caller.of(() -> pool.mapAsync(Tasks::square, Inputs.range(3), 1).get()),
                Caller.of(() ->
                        pool.imap(Tasks::square, Inputs.range(3), 1).stream().toList()));
    }

    /** All items of the consumers, and the one that runs; a worker may hold some of them already. */
    private static void awaitAccepted(TaskPool pool) {
        await().until(() -> pool.stats().queued() + pool.stats().running() == 1 + 3 + 3 + 3 + 1);
    }

    @Test
    @Case({"SHUT-04", "SHUT-19"})
    default void terminate_byFourThreadsWhileOthersCloseAndWait_endsThemAll(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = gated(pool, begun, never);
            List<Caller<List<Integer>>> consumers = consumers(pool);
            begun.await();
            awaitAccepted(pool);
            List<Caller<Object>> enders = new ArrayList<>();
            Stream.of(Ending.CLOSE, Ending.JOIN, Ending.JOIN_FOR_A_TIME).forEach(how -> enders.add(ending(how, pool)));
            await().until(() -> pool.isShutdown() && enders.stream().allMatch(Caller::isWaiting));
            for (int i = 0; i < 4; i++) {
                enders.add(ending(Ending.TERMINATE, pool));
            }
            for (Caller<Object> ender : enders) {
                ender.value();
                assertThat(pool.isTerminated()).isTrue();
            }
            for (Caller<List<Integer>> consumer : consumers) {
                assertThat(consumer.failure()).satisfies(ShutdownOrderContract::isCancelled);
            }
            assertThat(running.isCancelled()).isTrue();
            assertEnded(pool);
        }
    }

    private static void isCancelled(Throwable failure) {
        assertThat(failure).isInstanceOf(CancellationException.class);
    }

    @Test
    default void submit_byFourThreadsUntilThePoolEnds_everyAcceptedCallEnds() throws Exception {
        int rounds = workersAreProcesses() ? 4 : 100;
        for (int round = 0; round < rounds; round++) {
            Ending how = workersAreProcesses() || round % 2 == 0 ? Ending.TERMINATE : Ending.CLOSE;
            try (TaskPool pool = pool(1)) {
                List<Caller<List<AsyncResult<Integer>>>> callers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    callers.add(Caller.of(() -> untilRefused(pool)));
                }
                how.end(pool);
                for (Caller<List<AsyncResult<Integer>>> caller : callers) {
                    assertThat(caller.value())
                            .allMatch(result -> result.await(LIMIT))
                            .allMatch(result -> result.successful() || how == Ending.TERMINATE || isRefused(result));
                }
            }
        }
    }

    private static List<AsyncResult<Integer>> untilRefused(TaskPool pool) {
        List<AsyncResult<Integer>> accepted = new ArrayList<>();
        try {
            while (accepted.stream().allMatch(result -> result.await(LIMIT))) { // a few at a time, not a flood
                accepted.clear();
                accepted.add(pool.applyAsync(Tasks::square, 3));
                accepted.add(pool.applyAsync(Tasks::square, 3));
            }
            return accepted;
        } catch (RejectedExecutionException e) {
            return accepted;
        }
    }

    /** Who submits while the pool ends may get a result of which only then is known that it comes too late. */
    private static boolean isRefused(AsyncResult<?> result) {
        return catchThrowable(result::join) instanceof RejectedExecutionException;
    }

    @ParameterizedTest
    @EnumSource
    @Case("SHUT-24")
    default void ends_byAnInterruptedThread_keepTheFlagAndGiveUpWaitingAlone(Ending how) throws Exception {
        try (TaskPool pool = pool(1)) {
            AsyncResult<Void> accepted = pool.runAsync(() -> Tasks.spend(Duration.ofMinutes(10)));
            Caller<Boolean> caller = Caller.of(() -> {
                Thread.currentThread().interrupt();
                how.end(pool);
                return pool.isTerminated();
            });
            if (how == Ending.JOIN || how == Ending.JOIN_FOR_A_TIME) {
                assertThat(caller.failure())
                        .isInstanceOf(PoolException.class)
                        .hasCauseInstanceOf(InterruptedException.class);
            } else {
                assertThat(caller.value()).as("ended").isEqualTo(how != Ending.SHUTDOWN);
            }
            assertThat(caller.wasInterrupted()).isTrue();
            assertThat(accepted.ready()).isEqualTo(pool.isTerminated());
            pool.terminate();
            assertThat(accepted.isCancelled()).isTrue();
            assertEnded(pool);
        }
    }

    @Test
    @Case("INIT-04")
    default void close_whileTheWorkersStart_letsThemStartAndFinish(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = builder().workers(1).initializer(gate::await).build()) {
            List<AsyncResult<Integer>> accepted = List.of(
                    pool.applyAsync(Tasks::square, 3), pool.<Integer, Integer>applyAsync(Tasks::squareOfPositive, -3));
            List<Caller<Object>> enders = List.of(ending(Ending.CLOSE, pool), ending(Ending.JOIN, pool));
            await().until(() -> enders.stream().allMatch(Caller::isWaiting));
            gate.open();
            for (Caller<Object> ender : enders) {
                ender.value();
            }
            assertThat(accepted).allMatch(AsyncResult::ready);
            assertThat(accepted).extracting(AsyncResult::successful).containsExactly(true, false);
            assertEnded(pool);
        }
    }

    @Test
    default void close_whileTheWorkersCannotStart_endsWhenThePoolBreaks(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = configured("start.max-failures = 1")
                .workers(1)
                .initializer(() -> {
                    gate.await();
                    throw new IllegalStateException("no licence");
                })
                .build()) {
            AsyncResult<Integer> accepted = pool.applyAsync(Tasks::square, 3);
            Caller<Object> ender = ending(Ending.CLOSE, pool);
            await().until(ender::isWaiting);
            gate.open();
            ender.value();
            assertThat(catchThrowable(accepted::join))
                    .isInstanceOf(PoolBrokenException.class)
                    .hasMessageContaining("no licence");
            assertEnded(pool);
        }
    }

    @Test
    default void close_whileAStoppedWorkerIsReplaced_finishesWhatWaits(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        TaskPool pool = pool(1);
        try (pool) {
            AsyncResult<Integer> running = gated(pool, begun, never);
            List<AsyncResult<Integer>> waiting = new ArrayList<>();
            Inputs.range(3).forEach(x -> waiting.add(pool.applyAsync(Tasks::square, x)));
            begun.await();
            assertThat(running.cancel(true)).isTrue();
            pool.close();
            assertThat(waiting).extracting(AsyncResult::join).isEqualTo(Inputs.squares(3));
            assertThat(pool.stats().workersStarted()).isEqualTo(2);
            assertEnded(pool);
        }
    }

    @Test
    default void terminate_whileAStoppedWorkerIsReplaced_cancelsWhatWaits(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = gated(pool, begun, never);
            AsyncResult<Void> waiting = pool.runAsync(never::await);
            begun.await();
            assertThat(running.cancel(true)).isTrue();
            pool.terminate();
            assertThat(running.isCancelled()).isTrue();
            assertThat(waiting.isCancelled()).isTrue();
            assertEnded(pool);
        }
    }
}
