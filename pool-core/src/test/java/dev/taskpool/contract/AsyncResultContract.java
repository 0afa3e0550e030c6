package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result of a call, as a future and as a stage. */
public interface AsyncResultContract extends PoolFixture {
    @Test
    @Case("EXEC-13")
    default void cancel_whatHasNotStarted_dropsIt(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Void> running = occupy(pool, folder, gate);
            AsyncResult<Void> pending = pool.runAsync(() -> journal.note("ran"));
            assertThat(pending.cancel(false)).isTrue();
            assertThat(pending.isCancelled()).isTrue();
            assertThat(pending.isDone()).isTrue();
            assertThat(pending.ready()).isTrue();
            assertThat(pending.successful()).isFalse();
            assertThat(pending.cancel(false)).as("cancel of a cancelled one").isTrue();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(pending::get);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(pending::join);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> pending.get(Duration.ZERO));
            assertThat(running.isDone()).isFalse();
            gate.open();
            running.get();
        }
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    @Case("EXEC-13")
    default void cancel_whatIsRunning_endsItAndThePoolGoesOn(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Void> running = occupy(pool, folder, never);
            AsyncResult<Integer> other = pool.applyAsync(Tasks::square, 4);
            assertThat(running.cancel(true)).isTrue();
            assertThat(running.isCancelled()).isTrue();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(running::get);
            assertThat(other.get()).as("a task accepted before").isEqualTo(16);
        }
    }

    @Test
    @Case("EXEC-13")
    default void cancel_whatHasEnded_changesNothing() throws Exception {
        AsyncResult<Integer> value = shared().applyAsync(Tasks::square, 4);
        AsyncResult<Integer> failure = shared().applyAsync(Tasks::squareOfPositive, -4);
        assertThat(value.get()).isEqualTo(16);
        assertThat(failure.await(Duration.ofSeconds(150))).isTrue();
        for (AsyncResult<Integer> ended : List.of(value, failure)) {
            assertThat(ended.cancel(true)).isFalse();
            assertThat(ended.isCancelled()).isFalse();
            assertThat(ended.isDone()).isTrue();
        }
        assertThat(value.get()).isEqualTo(16);
        assertThatExceptionOfType(TaskFailedException.class).isThrownBy(failure::join);
    }

    @Test
    @Case("EXEC-13")
    default void get_withoutWaiting_tellsEachState(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> value = shared().applyAsync(() -> {
            gate.await();
            return 1;
        });
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> value.get(0, TimeUnit.SECONDS));
        gate.open();
        assertThat(value.await(Duration.ofSeconds(150))).isTrue();
        assertThat(value.get(0, TimeUnit.SECONDS)).isEqualTo(1);
        AsyncResult<Integer> failure = shared().applyAsync(Tasks::squareOfPositive, -4);
        assertThat(failure.await(Duration.ofSeconds(150))).isTrue();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failure.get(0, TimeUnit.SECONDS))
                .withCauseInstanceOf(TaskFailedException.class);
    }

    @Test
    @Case("EXEC-13")
    default void get_whileAnotherThreadCancels_wakesUp(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        AsyncResult<Void> result = shared().runAsync(never::await);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                result.join();
            } catch (RuntimeException e) {
                seen.complete(e);
            }
        });
        waiter.start();
        assertThat(result.cancel(true)).isTrue();
        assertThat(seen.get(150, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        waiter.join();
    }

    @Test
    @Case("EXEC-14")
    default void whenComplete_onValueFailureAndCancellation_isCalledOnceEach(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        Gate gate = Gate.in(folder);
        List<String> calls = new CopyOnWriteArrayList<>();
        CountDownLatch called = new CountDownLatch(4);
        AsyncResult<Integer> value = shared().applyAsync(() -> {
            gate.await();
            return 7;
        });
        AsyncResult<Void> cancelled = shared().runAsync(never::await);
        AsyncResult<Integer> failure = shared().applyAsync(Tasks::squareOfPositive, -1);
        value.whenComplete((x, e) -> note(calls, "value " + x, called));
        cancelled.whenComplete((x, e) -> note(calls, e.getClass().getSimpleName(), called));
        failure.whenComplete((x, e) -> note(calls, e.getClass().getSimpleName(), called));
        cancelled.cancel(true);
        gate.open();
        assertThat(value.get()).isEqualTo(7);
        value.whenComplete((x, e) -> note(calls, "already " + x, called));
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
        assertThat(calls)
                .containsExactlyInAnyOrder("value 7", "TaskCancelledException", "TaskFailedException", "already 7");
    }

    @Test
    @Case("EXEC-15")
    default void whenComplete_oneStageThrows_theNextOneIsCalledAllTheSame() throws Exception {
        CountDownLatch called = new CountDownLatch(2);
        AsyncResult<Integer> result = shared().applyAsync(Tasks::square, 3);
        for (int i = 0; i < 2; i++) {
            result.whenComplete((x, e) -> {
                throw new IllegalStateException("refused");
            });
            result.whenComplete((x, e) -> called.countDown());
            assertThat(result.get()).isEqualTo(9);
        }
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Case("EXEC-16")
    default void toCompletableFuture_completedByTheUser_changesNothingHere(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            gate.await();
            return 1;
        });
        CompletableFuture<Integer> copy = result.toCompletableFuture();
        CompletableFuture<Integer> cancelled = result.toCompletableFuture();
        assertThat(copy.complete(2)).isTrue();
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(result.ready()).isFalse();
        gate.open();
        assertThat(result.get()).isEqualTo(1);
        assertThat(copy.get()).isEqualTo(2);
        assertThat(result.toCompletableFuture().get()).isEqualTo(1);
    }

    @Test
    @Case("EXEC-18")
    default void stages_ofAResult_carryValueFailureAndCancellation(@TempDir Path folder) throws Exception {
        assertThat(shared().applyAsync(Tasks::square, 3)
                        .thenApply(x -> x + 1)
                        .toCompletableFuture()
                        .get())
                .isEqualTo(10);
        assertThat(shared().<Integer, Integer>applyAsync(Tasks::square, 3)
                        .thenCombine(shared().applyAsync(Tasks::square, 4), Integer::sum)
                        .thenCompose(sum -> shared().applyAsync(Tasks::square, sum))
                        .toCompletableFuture()
                        .get())
                .isEqualTo(625);
        Throwable failure = shared().<Integer, Integer>applyAsync(Tasks::squareOfPositive, -3)
                .<Throwable>handle((x, e) -> e)
                .toCompletableFuture()
                .get();
        assertThat(failure).isInstanceOf(TaskFailedException.class).hasCauseInstanceOf(NegativeException.class);
        assertThat(shared().<Integer, Integer>applyAsync(Tasks::squareOfPositive, -3)
                        .exceptionally(e -> -1)
                        .toCompletableFuture()
                        .get())
                .isEqualTo(-1);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> shared().<Integer, Integer>applyAsync(Tasks::squareOfPositive, -3)
                        .thenApply(x -> x)
                        .toCompletableFuture()
                        .join())
                .withCauseInstanceOf(TaskFailedException.class);

        Gate never = Gate.in(folder);
        AsyncResult<Void> cancelled = shared().runAsync(never::await);
        CompletableFuture<Boolean> seen =
                cancelled.handle((x, e) -> e instanceof CancellationException).toCompletableFuture();
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(seen.get(150, TimeUnit.SECONDS)).isTrue();
        Exception returned = shared().applyAsync(() -> (Exception) new IllegalStateException("value"))
                .thenApply(x -> x)
                .toCompletableFuture()
                .get();
        assertThat(returned).hasMessage("value");
    }

    @Test
    default void cancel_ofADerivedStage_doesNotReachTheTask(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            gate.await();
            return 1;
        });
        assertThat(result.thenApply(x -> x).toCompletableFuture().cancel(true)).isTrue();
        gate.open();
        assertThat(result.get()).isEqualTo(1);
    }

    @Test
    default void cancel_ofAMap_cancelsAllItsItems(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        AsyncResult<List<Integer>> result = shared().mapAsync(
                        x -> {
                            begun.open();
                            never.await();
                            return x;
                        },
                        List.of(1, 2, 3, 4, 5),
                        1);
        begun.await();
        assertThat(result.cancel(true)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(result::get);
        assertThat(shared().map(Tasks::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
    }

    @Test
    default void cancel_whatIsRunningWithoutInterrupting_dropsItsResultAlone(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            Gate begun = Gate.in(folder);
            AsyncResult<Void> running = pool.runAsync(() -> {
                begun.open();
                gate.await();
                journal.note("ended");
            });
            begun.await();
            assertThat(running.cancel(false)).isTrue();
            assertThat(running.isCancelled()).isTrue();
            gate.open();
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
        }
        assertThat(journal.lines()).containsExactly("ended");
    }

    private static AsyncResult<Void> occupy(TaskPool pool, Path folder, Gate gate) throws InterruptedException {
        Gate begun = Gate.in(folder);
        AsyncResult<Void> running = pool.runAsync(() -> {
            begun.open();
            gate.await();
        });
        begun.await();
        return running;
    }

    private static void note(List<String> calls, String call, CountDownLatch called) {
        calls.add(call);
        called.countDown();
    }
}
