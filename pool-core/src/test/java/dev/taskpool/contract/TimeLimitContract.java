package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskpool.AsyncResult;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskTimeoutException;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that takes too long is stopped; a wait that takes too long stops nothing. */
public interface TimeLimitContract extends PoolFixture {
    /** A view of a pool whose items may not run for long. */
    private static TaskPool limited(TaskPool pool, long millis) {
        return pool.with(TaskOptions.defaults().timeout(Duration.ofMillis(millis)));
    }

    @Test
    @Case("TIME-01")
    default void get_theTaskRunsPastItsLimit_failsAndTellsTheCallback() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        AsyncResult<Integer> result = limited(shared(), 100)
                .applyAsync(
                        () -> {
                            Tasks.spend(Duration.ofSeconds(50));
                            return 1;
                        },
                        value -> told.complete(new AssertionError("got " + value)),
                        told::complete);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> result.get(Duration.ofSeconds(30)))
                .withCauseInstanceOf(TaskTimeoutException.class)
                .satisfies(failure -> assertThat(((TaskTimeoutException) failure.getCause()).limit())
                        .isEqualTo(Duration.ofMillis(100)));
        assertThat(told.get(30, TimeUnit.SECONDS)).isInstanceOf(TaskTimeoutException.class);
    }

    @Test
    @Case("TIME-01")
    default void timeout_zeroOrNegative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskOptions.defaults().timeout(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskOptions.defaults().timeout(Duration.ofMillis(-1)));
    }

    @Test
    @Case("TIME-02")
    default void apply_afterATimeLimitPassed_runsOnAReplacement() {
        try (TaskPool pool = pool(1)) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            assertThatExceptionOfType(TaskTimeoutException.class)
                    .isThrownBy(() -> limited(pool, 100).run(() -> Tasks.spend(Duration.ofSeconds(50))));
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
    }

    @Test
    @Case("TIME-04")
    default void get_givesUpWaiting_stopsNothing(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            gate.await();
            return 7;
        });
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(Duration.ofMillis(50)));
        assertThat(result.ready()).isFalse();
        gate.open();
        assertThat(result.get(Duration.ofSeconds(45))).isEqualTo(7);
    }

    @Test
    @Case("TIME-09")
    default void imap_everyItemTakesTooLong_throwsForEachAndGoesOn() {
        try (ResultIterator<Integer> results = limited(shared(), 100)
                .imap(
                        x -> {
                            Tasks.spend(Duration.ofSeconds(50));
                            return x;
                        },
                        Inputs.range(3),
                        1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(results.hasNext()).isTrue();
                assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(results::next);
            }
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    @Case("TIME-09")
    default void map_aChunkTakesLongerThanTheLimitOfAnItem_succeeds() {
        assertThat(limited(shared(), 3000)
                        .map(
                                x -> {
                                    Tasks.spend(Duration.ofMillis(800));
                                    return x;
                                },
                                Inputs.range(10),
                                5))
                .isEqualTo(Inputs.range(10));
    }

    @Test
    @Case("TIME-14")
    default void timeout_withAGrace_takesWhatTheInterruptedTaskGives(@TempDir Path folder) {
        Gate never = Gate.in(folder);
        try (TaskPool pool = pool(1, "taskpool.kill.interrupt-grace = 30s")) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            String cleaned = limited(pool, 100).apply(() -> {
                try {
                    never.await();
                    return "";
                } catch (InterruptedException e) {
                    return "cleaned";
                }
            });
            assertThat(cleaned).isEqualTo("cleaned");
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isEqualTo(first);
            assertThatExceptionOfType(TaskTimeoutException.class)
                    .isThrownBy(() -> limited(pool, 100).run(never::await));
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
    }

    @Test
    @Case("TIME-10")
    default void imap_withALimit_givesWhatDidNotFail() {
        TaskPool pool = limited(shared(), 30_000);
        try (ResultIterator<Integer> results = pool.imap(Tasks::squareOfPositive, List.of(1, -1, 3), 1)) {
            assertThat(results.next()).isEqualTo(1);
            assertThatExceptionOfType(TaskFailedException.class).isThrownBy(results::next);
            assertThat(results.next()).isEqualTo(9);
            assertThat(results.hasNext()).isFalse();
        }
        assertThat(pool.map(Tasks::square, Inputs.range(0))).isEmpty();
        assertThat(pool.map(Tasks::square, List.of(3))).containsExactly(9);
        assertThat(pool.map(Tasks::square, Inputs.range(3), 1)).isEqualTo(Inputs.squares(3));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.map(Tasks::square, Inputs.range(3), 0));
    }

    @Test
    @Case("TIME-18")
    default void applyAsync_aThousandShortTasksWithALimit_neverTimesOut() throws Exception {
        TaskPool pool = limited(shared(), 5000);
        List<AsyncResult<Integer>> results = new ArrayList<>();
        int threads = Thread.activeCount();
        for (int i = 0; i < 1000; i++) {
            results.add(pool.applyAsync(
                    x -> {
                        Tasks.spend(Duration.ofMillis(1));
                        return x;
                    },
                    i));
        }
        assertThat(Thread.activeCount()).isLessThan(threads + 50);
        for (int i = 0; i < 1000; i++) {
            assertThat(results.get(i).get(Duration.ofSeconds(45))).isEqualTo(i);
        }
    }
}
