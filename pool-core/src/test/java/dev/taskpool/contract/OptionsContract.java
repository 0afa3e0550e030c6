package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.Outcome;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls are run when they are given options. */
public interface OptionsContract extends PoolFixture {
    @Test
    default void retryOn_aSubclassOfTheException_runsTheItemAgain() {
        TaskPool pool = shared().with(TaskOptions.defaults().retries(3).retryOn(IOException.class));
        assertThat(pool.<Integer, Integer>apply(failingBefore(3), 7)).isEqualTo(7);
        List<Outcome<Integer>> outcomes = pool.mapSettled(failingBefore(3), List.of(1, 2), 2);
        assertThat(outcomes).extracting(Outcome::isSuccess).containsOnly(true);
        assertThat(outcomes).extracting(Outcome::attempts).containsExactly(3, 3);
    }

    @Test
    default void retryOn_retriesAreUsedUp_failsWithTheNumberOfAttempts() {
        TaskPool pool = shared().with(TaskOptions.defaults().retries(2).retryOn(IOException.class));
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> pool.apply(failingBefore(99), 7))
                .withCauseInstanceOf(FileNotFoundException.class)
                .satisfies(failure -> assertThat(failure.attempts()).isEqualTo(3));
    }

    @Test
    default void retries_withoutRetryOn_doNotConcernExceptions(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        TaskPool pool = shared().with(TaskOptions.defaults().retries(2));
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> pool.run(() -> {
                    journal.note("ran");
                    throw new IOException("once");
                }))
                .satisfies(failure -> assertThat(failure.attempts()).isEqualTo(1));
        assertThat(journal.lines()).containsExactly("ran");
    }

    @Test
    default void retryOn_anotherException_isNotRunAgain() {
        TaskPool pool = shared().with(TaskOptions.defaults().retries(2).retryOn(IOException.class));
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> pool.apply(Tasks::squareOfPositive, -1))
                .satisfies(failure -> assertThat(failure.attempts()).isEqualTo(1));
    }

    @Test
    default void backoff_betweenRuns_doubles() {
        Duration backoff = Duration.ofMillis(200);
        TaskPool pool = shared().with(TaskOptions.defaults()
                .retries(2)
                .retryOn(IOException.class)
                .backoff(backoff));
        long start = System.nanoTime();
        assertThat(pool.<Integer, Integer>apply(failingBefore(3), 7)).isEqualTo(7);
        // 200 ms and 400 ms, less what a clock may be off
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(550));
    }

    @Test
    default void priority_withOneBusyWorker_higherIsBegunFirst(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            List<AsyncResult<Void>> results = new ArrayList<>();
            results.add(pool.runAsync(() -> {
                begun.open();
                gate.await();
            }));
            begun.await();
            for (int priority : new int[] {0, -1, 5, 0, 9}) {
                TaskPool view = pool.with(TaskOptions.defaults().priority(priority));
                results.add(view.runAsync(() -> journal.note(priority)));
            }
            gate.open();
            for (AsyncResult<Void> result : results) {
                result.get();
            }
        }
        assertThat(journal.lines()).containsExactly("9", "5", "0", "0", "-1");
    }

    @Test
    default void current_insideATask_tellsEverythingAboutIt() {
        TaskPool named = shared().with(TaskOptions.defaults().name("resize"));
        List<String> told = named.map(
                x -> {
                    TaskContext context = TaskContext.current();
                    return context.taskName() + " " + context.itemIndex() + " " + context.attempt() + " "
                            + context.deadline().isPresent() + " " + context.cancelled() + " " + TaskContext.isWorker();
                },
                Inputs.range(3),
                2);
        assertThat(told)
                .containsExactly(
                        "resize 0 1 false false true", "resize 1 1 false false true", "resize 2 1 false false true");
        assertThat(shared().apply(() -> TaskContext.current().itemIndex())).isEqualTo(-1);
        assertThat(shared().apply(() -> TaskContext.current().taskName())).isEmpty();
        assertThat(shared().apply(() -> TaskContext.current().workerId())).isPositive();
        assertThat(shared().apply(() ->
                        TaskContext.current().pid() == ProcessHandle.current().pid()))
                .isTrue();
    }

    @Test
    default void deadline_ofATaskWithATimeLimit_isAhead() {
        TaskPool limited = shared().with(TaskOptions.defaults().timeout(Duration.ofMinutes(10)));
        long secondsLeft = limited.apply(() -> Duration.between(
                        java.time.Instant.now(),
                        TaskContext.current().deadline().orElseThrow())
                .toSeconds());
        assertThat(secondsLeft).isBetween(500L, 600L);
    }

    @Test
    default void current_outsideATask_isRefused() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(TaskContext::current);
        assertThat(TaskContext.isWorker()).isFalse();
    }

    @Test
    default void cancelled_onceTheCallIsCancelled_turnsTrue(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate seen = Gate.in(folder);
        AsyncResult<Void> result = shared().runAsync(() -> {
            begun.open();
            while (!TaskContext.current().cancelled()) {
                Tasks.spend(Duration.ofMillis(5));
            }
            seen.open();
        });
        begun.await();
        assertThat(result.cancel(false)).isTrue();
        seen.await();
    }

    @Test
    default void with_aView_sharesThePoolAndItsEnd() {
        TaskPool pool = pool(1);
        TaskPool view = pool.with(TaskOptions.defaults().name("one"))
                .with(TaskOptions.defaults().retries(1));
        assertThat(view.name()).isEqualTo(pool.name());
        assertThat(view.workers()).isEqualTo(1);
        assertThat(view.apply(() -> TaskContext.current().taskName()))
                .as("options of a view replace those it was made from")
                .isEmpty();
        view.close();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
    }

    @Test
    default void defaults_ofThePool_applyToCallsWithoutOptions() {
        try (TaskPool pool = builder()
                .workers(1)
                .defaults(TaskOptions.defaults().name("mine").retries(2).retryOn(IOException.class))
                .build()) {
            assertThat(pool.<Integer, Integer>apply(failingBefore(3), 1)).isEqualTo(1);
            assertThat(pool.apply(() -> TaskContext.current().taskName())).isEqualTo("mine");
        }
    }

    private static TaskFunction<Integer, Integer> failingBefore(int attempt) {
        return x -> {
            if (TaskContext.current().attempt() < attempt) {
                throw new FileNotFoundException(
                        "attempt " + TaskContext.current().attempt());
            }
            return x;
        };
    }
}
