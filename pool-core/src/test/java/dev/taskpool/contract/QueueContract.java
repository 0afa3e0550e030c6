package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.QueueFullException;
import dev.taskpool.Task;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single calls, and whoever may not wait, where a pool accepts only so much ahead of its work. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public interface QueueContract extends QueueFixture {
    @Test
    default void applyAsync_theQueueIsFull_waitsForRoom(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2")) {
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            Caller<AsyncResult<Integer>> third = Caller.of(() -> pool.applyAsync(Tasks::square, 3));
            third.awaitFullQueue();
            assertThat(pool.stats().queued() + pool.stats().running()).isEqualTo(2);
            gate.open();
            assertThat(third.value().get()).isEqualTo(9);
            assertThat(accepted.stream().map(AsyncResult::join)).containsExactly(0, 1);
        }
    }

    @Test
    default void apply_manyCallersAndAFullQueue_allGetTheirResults() throws Exception {
        try (TaskPool pool = limited(2, "max-items = 1")) {
            List<Caller<Integer>> callers = new ArrayList<>();
            for (int x : Inputs.range(20)) {
                callers.add(Caller.of(() -> pool.<Integer, Integer>apply(Tasks::square, x)));
            }
            for (int x : Inputs.range(20)) {
                assertThat(callers.get(x).value()).isEqualTo(x * x);
            }
        }
    }

    @Test
    default void applyAsync_rejectingAndFull_namesTheLimitAndTheCount(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2, when-full = reject")) {
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.applyAsync(Tasks::square, 3))
                    .withMessageContainingAll(pool.name(), "2 items", "taskpool.queue.max-items = 2");
            gate.open();
            assertThat(accepted.stream().map(AsyncResult::join)).containsExactly(0, 1);
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 4))
                    .as("a call after all others have ended")
                    .isEqualTo(16);
        }
    }

    @Test
    default void applyAsync_notifyingAndFull_saysWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2, when-full = notify")) {
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            CompletionStage<Void> room = refusedRoom(pool);
            CompletionStage<Integer> again = room.thenCompose(any -> pool.applyAsync(Tasks::square, 3));
            assertThat(room.toCompletableFuture()).isNotDone();
            gate.open();
            assertThat(again.toCompletableFuture().get(150, TimeUnit.SECONDS)).isEqualTo(9);
            assertThat(accepted.stream().map(AsyncResult::join)).containsExactly(0, 1);
        }
    }

    @Test
    default void room_thatIsChainedTo_isSubjectToTheLimits(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Gate later = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 1, when-full = notify")) {
            gated(pool, gate, 1);
            CompletableFuture<List<AsyncResult<Integer>>> again =
                    refusedRoom(pool).thenApply(any -> gated(pool, later, 2)).toCompletableFuture();
            gate.open();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> again.get(150, TimeUnit.SECONDS))
                    .withCauseInstanceOf(QueueFullException.class);
            later.open();
        }
    }

    @Test
    default void room_isTold_whenThePoolTakesNoMore(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 1, when-full = notify")) {
            gated(pool, gate, 1);
            CompletionStage<Void> room = refusedRoom(pool);
            pool.shutdown();
            room.toCompletableFuture().get(150, TimeUnit.SECONDS);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.applyAsync(Tasks::square, 3))
                    .isNotInstanceOf(QueueFullException.class);
            gate.open();
        }
    }

    private static CompletionStage<Void> refusedRoom(TaskPool pool) {
        return catchThrowableOfType(QueueFullException.class, () -> pool.applyAsync(Tasks::square, 3))
                .room();
    }

    @Test
    default void cancel_whatHasNotStarted_makesRoom(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2")) {
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            Caller<AsyncResult<Integer>> third = Caller.of(() -> pool.applyAsync(Tasks::square, 3));
            third.awaitFullQueue();
            accepted.get(1).cancel(false);
            AsyncResult<Integer> result = third.value();
            gate.open();
            assertThat(result.get()).isEqualTo(9);
        }
    }

    @Test
    default void callback_thatSubmitsWhileTheQueueIsFull_isNotHeldUp(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Gate later = Gate.in(folder);
        CompletableFuture<List<AsyncResult<Integer>>> submitted = new CompletableFuture<>();
        CompletableFuture<List<Integer>> iterated = new CompletableFuture<>();
        try (TaskPool pool = limited(1, "max-items = 1")) {
            pool.applyAsync(
                    () -> {
                        gate.await();
                        return 1;
                    },
                    value -> {
                        submitted.complete(gated(pool, later, 3));
                        List<Integer> values = new ArrayList<>();
                        later.open();
                        pool.<Integer, Integer>imap(Tasks::square, Inputs.range(10), 1)
                                .forEachRemaining(values::add);
                        iterated.complete(values);
                    });
            Caller<Integer> other = Caller.of(() -> pool.<Integer, Integer>apply(Tasks::square, 5));
            other.awaitFullQueue();
            gate.open();
            List<AsyncResult<Integer>> results = submitted.get(150, TimeUnit.SECONDS);
            assertThat(results.stream().map(AsyncResult::join)).containsExactly(0, 1, 2);
            assertThat(iterated.get(150, TimeUnit.SECONDS)).isEqualTo(Inputs.squares(10));
            assertThat(other.value()).isEqualTo(25);
        }
    }

    @Test
    default void dependent_thatSubmitsWhileTheQueueIsFull_isNotHeldUp(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Gate later = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 1, when-full = reject")) {
            CompletableFuture<List<AsyncResult<Integer>>> submitted = gated(pool, gate, 1)
                    .get(0)
                    .thenApply(value -> gated(pool, later, 3))
                    .toCompletableFuture();
            gate.open();
            List<AsyncResult<Integer>> results = submitted.get(150, TimeUnit.SECONDS);
            later.open();
            assertThat(results.stream().map(AsyncResult::join)).containsExactly(0, 1, 2);
        }
    }

    @Test
    default void executor_theQueueIsFull_rejectsInsteadOfWaiting(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2")) {
            ExecutorService executor = pool.asExecutorService();
            Future<Integer> first = executor.submit(Task.of(() -> {
                gate.await();
                return 1;
            }));
            List<Task<Integer>> two = List.of(() -> noted(journal, 1), () -> noted(journal, 2));
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> executor.invokeAll(two))
                    .withMessageContaining("taskpool.queue.max-items = 2");
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.invokeAny(two));
            gated(pool, gate, 1); // waits until what was cancelled has left
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> executor.execute((Runnable) Task.of(() -> journal.note("executed"))));
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> executor.submit(Task.of(() -> noted(journal, 3))));
            gate.open();
            assertThat(first.get()).isEqualTo(1);
        }
        assertThat(journal.lines()).as("rejected tasks that ran").isEmpty();
    }

    @Test
    default void retries_theQueueIsFull_runAllTheSame() {
        TaskOptions patient = TaskOptions.defaults().retries(3).retryOn(NegativeException.class);
        try (TaskPool pool = limited(1, "max-items = 1, when-full = reject").with(patient)) {
            for (int i = 0; i < 3; i++) {
                assertThat(pool.<Integer>apply(() ->
                                Tasks.squareOfPositive(TaskContext.current().attempt() - 3)))
                        .isZero();
            }
            assertThat(pool.stats().retried()).isEqualTo(6);
        }
    }

    @Test
    default void maxBytes_anythingLarger_isTakenOneAfterTheOther() throws Exception {
        try (TaskPool pool = limited(2, "max-bytes = 1")) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int x : Inputs.range(5)) {
                results.add(pool.applyAsync(Tasks::square, x));
            }
            assertThat(results.stream().map(AsyncResult::join)).isEqualTo(Inputs.squares(5));
            assertThat(pool.map(Tasks::square, Inputs.range(20))).isEqualTo(Inputs.squares(20));
        }
    }

    @Test
    default void limits_thatAreNotReached_changeNothing() {
        AtomicInteger sum = new AtomicInteger();
        try (TaskPool pool = limited(2, "max-items = 100000, max-bytes = 1g")) {
            assertThat(pool.map(Tasks::square, Inputs.range(1000))).isEqualTo(Inputs.squares(1000));
            pool.<Integer, Integer>imap(Tasks::square, Inputs.range(1000)).forEachRemaining(sum::addAndGet);
            assertThat(pool.mapSettled(Tasks::square, List.<Integer>of())).isEmpty();
        }
        assertThat(sum).hasValue(332_833_500);
    }

    private static int noted(Journal journal, int x) {
        journal.note(x);
        return x;
    }
}
