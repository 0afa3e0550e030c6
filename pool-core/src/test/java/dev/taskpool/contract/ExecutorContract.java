package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.Task;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool behind the face of {@code java.util.concurrent}. */
public interface ExecutorContract extends PoolFixture {
    @Test
    @Case("EXEC-01")
    default void submit_aTask_givesItsValue() throws Exception {
        ExecutorService executor = shared().asExecutorService();
        assertThat(executor.submit(Task.of(() -> Tasks.square(16))).get()).isEqualTo(256);
        assertThat(executor.submit(runnable(() -> {})).get()).isNull();
        assertThat(executor.submit(runnable(() -> {}), "done").get()).isEqualTo("done");
        assertThatNullPointerException().isThrownBy(() -> executor.submit((Callable<Object>) null));
        assertThatNullPointerException().isThrownBy(() -> executor.submit((Runnable) null));
        assertThatNullPointerException().isThrownBy(() -> executor.execute(null));
    }

    @Test
    default void submit_aTaskThatThrows_givesAnExecutionException() {
        Future<Integer> failing = shared().asExecutorService().submit(Task.of(() -> Tasks.squareOfPositive(-1)));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failing::get)
                .havingCause()
                .isInstanceOf(TaskFailedException.class)
                .withCauseInstanceOf(NegativeException.class);
    }

    @Test
    default void execute_whileAllWorkersAreBusy_doesNotBlock(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        ExecutorService executor = shared().asExecutorService();
        for (int i = 0; i < 20; i++) {
            executor.execute(runnable(() -> {
                gate.await();
                journal.note("ran");
            }));
        }
        assertThat(journal.lines()).isEmpty();
        gate.open();
        await().until(() -> journal.lines().size() == 20);
    }

    @Test
    default void invokeAll_tasks_returnsWhenAllHaveEnded() throws Exception {
        List<Task<Integer>> tasks =
                List.of(() -> Tasks.square(1), () -> Tasks.squareOfPositive(-2), () -> Tasks.square(3));
        List<Future<Integer>> results = shared().asExecutorService().invokeAll(tasks);
        assertThat(results).hasSize(3).allMatch(Future::isDone);
        assertThat(results.get(0).get()).isEqualTo(1);
        assertThat(results.get(2).get()).isEqualTo(9);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(results.get(1)::get);
    }

    @Test
    default void invokeAll_timeIsUp_cancelsTheRest(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        List<Task<Integer>> tasks = List.of(() -> Tasks.square(3), () -> {
            never.await();
            return 0;
        });
        shared().apply(() -> 0); // a worker is up
        List<Future<Integer>> results = shared().asExecutorService().invokeAll(tasks, 3, TimeUnit.SECONDS);
        assertThat(results).hasSize(2).allMatch(Future::isDone);
        assertThat(results.get(0).get()).isEqualTo(9);
        assertThat(results.get(1).isCancelled()).isTrue();
    }

    @Test
    default void invokeAny_tasks_returnsTheFirstSuccessAndCancelsTheRest(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        List<Task<Integer>> tasks = List.of(
                () -> Tasks.squareOfPositive(-1),
                () -> {
                    never.await();
                    return 0;
                },
                () -> Tasks.square(5));
        assertThat(shared().asExecutorService().invokeAny(tasks)).isEqualTo(25);
        await().untilAsserted(() -> assertThat(shared().stats().running()).isZero());
        assertThat(shared().map(Tasks::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
    }

    @Test
    default void invokeAny_everyTaskFails_throwsAFailure() {
        List<Task<Integer>> tasks = List.of(() -> Tasks.squareOfPositive(-1), () -> Tasks.squareOfPositive(-2));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> shared().asExecutorService().invokeAny(tasks));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> shared().asExecutorService().invokeAny(List.<Task<Integer>>of()));
    }

    @Test
    default void invokeAny_timeIsUp_throwsTimeoutException(@TempDir Path folder) {
        Gate never = Gate.in(folder);
        List<Task<Integer>> tasks = List.of(() -> {
            never.await();
            return 0;
        });
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> shared().asExecutorService().invokeAny(tasks, 200, TimeUnit.MILLISECONDS));
    }

    @Test
    default void shutdown_acceptedTasks_runToTheirEnd(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        TaskPool pool = pool(1);
        ExecutorService executor = pool.asExecutorService();
        List<Future<Integer>> results = new ArrayList<>();
        for (int i : Inputs.range(5)) {
            results.add(executor.submit(Task.of(() -> {
                gate.await();
                return i;
            })));
        }
        executor.shutdown();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        assertThat(executor.awaitTermination(100, TimeUnit.MILLISECONDS)).isFalse();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.submit(Task.of(() -> 1)));
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(runnable(() -> {})));
        gate.open();
        assertThat(executor.awaitTermination(150, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        for (int i : Inputs.range(5)) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
    }

    @Test
    default void shutdownNow_returnsWhatDidNotStart(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        TaskPool pool = pool(1);
        ExecutorService executor = pool.asExecutorService();
        executor.execute(runnable(() -> {
            begun.open();
            never.await();
        }));
        begun.await();
        for (int i = 0; i < 3; i++) {
            executor.execute(runnable(() -> journal.note("ran")));
        }
        List<Runnable> notStarted = executor.shutdownNow();
        assertThat(notStarted).hasSize(3);
        assertThat(executor.awaitTermination(150, TimeUnit.SECONDS)).isTrue();
        assertThat(journal.lines()).isEmpty();
        notStarted.get(0).run();
        assertThat(journal.lines()).as("a task that was given back can be run").containsExactly("ran");
    }

    @Test
    default void close_whereTheJdkHasIt_waitsForWhatWasAccepted() throws Exception {
        TaskPool pool = pool(1);
        ExecutorService executor = pool.asExecutorService();
        Future<Integer> result = executor.submit(Task.of(() -> 3));
        // ExecutorService is AutoCloseable from JDK 19 on.
        if ((Object) executor instanceof AutoCloseable closeable) {
            closeable.close();
        } else {
            executor.shutdown();
            assertThat(executor.awaitTermination(150, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(result.isDone()).isTrue();
        assertThat(result.get()).isEqualTo(3);
        assertThat(executor.isTerminated()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case("EXEC-08")
    default void submit_moreTasksThanWorkers_neverRunsMoreAtOnce(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        ExecutorService executor = shared().asExecutorService();
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            results.add(executor.submit(Task.of(() -> {
                journal.note("begun");
                gate.await();
                return Tasks.workerId(null);
            })));
        }
        await().until(() -> journal.lines().size() >= 2);
        assertThat(journal.lines()).hasSize(2);
        assertThat(shared().stats().running()).isGreaterThanOrEqualTo(2);
        gate.open();
        List<Integer> workers = new ArrayList<>();
        for (Future<Integer> result : results) {
            workers.add(result.get());
        }
        assertThat(workers.stream().distinct()).hasSize(2);
    }

    @Test
    @Case("EXEC-09")
    default void submit_oneAfterTheOther_reusesWorkers() throws Exception {
        try (TaskPool pool = pool(2)) {
            List<Integer> workers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                workers.add(pool.asExecutorService()
                        .submit(Task.of(() -> Tasks.workerId(null)))
                        .get());
            }
            assertThat(workers.stream().distinct().count()).isBetween(1L, 2L);
            assertThat(pool.stats().workersLost()).isZero();
        }
    }

    @Test
    @Case("EXEC-02")
    default void map_overTwoInputs_stopsAtTheShorter() {
        for (int chunksize : new int[] {1, 3}) {
            assertThat(shared().<Integer, Integer, Integer>starmap(
                                    Tasks::multiply, Inputs.zip(List.of(1, 2, 3), List.of(10, 20)), chunksize))
                    .containsExactly(10, 40);
        }
    }

    private static Runnable runnable(TaskAction action) {
        return (Runnable) Task.of(action);
    }
}
