package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How pools end: at once or in good order, always wholly. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public interface ShutdownContract extends PoolFixture {
    @Test
    @Case({"SHUT-02", "SHUT-06"})
    default void ends_inAnyOrderAndRepeated_areQuiet() {
        TaskPool pool = pool(1);
        try (pool) {
            pool.shutdown();
            pool.shutdown();
            pool.join();
            pool.join();
            pool.terminate();
            pool.terminate();
        }
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.stats().workers()).isEmpty();
    }

    @Test
    @Case({"SHUT-03", "SHUT-07", "SHUT-22", "SHUT-12", "SHUT-19"})
    default void shutdown_withFiftyTasks_returnsAtOnceAndEndsAfterThem(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        List<AsyncResult<Integer>> results = new ArrayList<>();
        TaskPool pool = pool(2);
        try (pool) {
            for (int i = 0; i < 50; i++) {
                int x = i;
                results.add(pool.applyAsync(() -> {
                    gate.await();
                    return x * x;
                }));
            }
            ResultIterator<Integer> squares = pool.imap(Tasks::square, Inputs.range(4));
            pool.shutdown();
            assertThat(results).noneMatch(AsyncResult::ready);
            assertThat(pool.isShutdown()).isTrue();
            assertThat(pool.isTerminated()).isFalse();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
            gate.open();
            pool.join();
            assertThat(results.stream().map(AsyncResult::join).toList()).isEqualTo(Inputs.squares(50));
            List<Integer> seen = new ArrayList<>();
            squares.forEachRemaining(seen::add);
            assertThat(seen).isEqualTo(Inputs.squares(4));
        }
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case({"SHUT-04", "SHUT-19"})
    default void terminate_withTenThousandEndlessTasks_endsThemAll(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Journal journal = Journal.in(folder);
        List<AsyncResult<Void>> results = new ArrayList<>();
        TaskPool pool = pool(2);
        try (pool) {
            for (int i = 0; i < 10_000; i++) {
                results.add(pool.runAsync(() -> {
                    begun.open();
                    Tasks.spend(Duration.ofMinutes(10));
                    journal.note("ended");
                }));
            }
            begun.await();
            pool.terminate();
            assertThat(pool.isTerminated()).isTrue();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
        }
        assertThat(results).allMatch(AsyncResult::ready).allMatch(AsyncResult::isCancelled);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> results.get(0).get());
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    @Case("SHUT-04")
    default void terminate_beforeTheWorkersHaveStarted_ends() {
        TaskPool pool = pool(3);
        pool.terminate();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case("SHUT-09")
    default void shutdown_rightAfterACancel_ends() {
        for (int i = 0; i < 5; i++) {
            TaskPool pool = pool(1);
            pool.applyAsync(Tasks::square, 2).cancel(true);
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    @Case("SHUT-18")
    default void join_theTimeIsUp_saysSoAndTerminateWorks() {
        TaskPool pool = pool(1);
        try (pool) {
            pool.runAsync(() -> Tasks.spend(Duration.ofMinutes(10)));
            pool.shutdown();
            assertThat(pool.join(Duration.ofMillis(400))).isFalse();
            pool.terminate();
            assertThatCode(pool::join).doesNotThrowAnyException();
        }
    }

    @Test
    @Case("SHUT-18")
    default void terminate_withAnEndlessInput_ends() {
        TaskPool pool = pool(1);
        try (pool) {
            ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.endless(new AtomicInteger()));
            assertThat(results.next()).isZero();
            pool.shutdown();
            pool.join(Duration.ofSeconds(5));
            pool.terminate();
        }
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case("SHUT-24")
    default void join_theThreadIsInterrupted_throwsAndKeepsTheFlag(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                gate.await();
                return 1;
            });
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(result::get);
            pool.shutdown();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(PoolException.class).isThrownBy(pool::join);
            assertThat(Thread.interrupted()).isTrue();
            gate.open();
            assertThat(result.get(Duration.ofSeconds(45))).isEqualTo(1);
        }
    }
}
