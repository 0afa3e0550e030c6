package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolBrokenException;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What workers do before their first task. */
public interface InitializerContract extends PoolFixture {
    @Test
    @Case("INIT-01")
    default void initializer_withTwoWorkers_runsOnceInEachBeforeItsTasks(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        try (TaskPool pool = builder()
                .workers(2)
                .initializer(() -> journal.note("initialized"))
                .build()) {
            assertThat(pool.map(x -> journal.count("initialized") > 0, Inputs.range(20), 1))
                    .hasSize(20)
                    .containsOnly(true);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> pool.stats().workers().stream()
                                    .filter(worker -> worker.state() == WorkerInfo.State.IDLE)
                                    .count()
                            == 2); // one worker alone may have done it all
        }
        assertThat(journal.count("initialized")).isEqualTo(2);
    }

    @Test
    default void apply_theInitializerHasInterruptedItsThread_runsWithoutAnInterrupt() throws Exception {
        try (TaskPool pool = builder()
                .workers(1)
                .initializer(() -> Thread.currentThread().interrupt())
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(pool.applyAsync(() -> Thread.interrupted()).get(Duration.ofSeconds(150)))
                        .isFalse();
            }
        }
    }

    @Test
    @Case("INIT-01")
    @SuppressWarnings("NullAway") // the very thing that is refused
    default void initializer_null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> builder().initializer((TaskAction) null));
    }

    @Test
    @Case("INIT-04")
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    default void terminate_whileAnInitializerRuns_doesNotWaitForIt(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        TaskPool pool = builder()
                .workers(1)
                .initializer(() -> {
                    begun.open();
                    Tasks.spend(Duration.ofMinutes(10));
                })
                .build();
        try (pool) {
            pool.applyAsync(Tasks::square, 2);
            begun.await();
            pool.terminate();
        }
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case("INIT-04")
    default void timeout_whileAnInitializerRuns_doesNotCount() {
        try (TaskPool pool = builder()
                .workers(1)
                .initializer(() -> Tasks.spend(Duration.ofSeconds(2)))
                .build()) {
            TaskPool limited = pool.with(TaskOptions.defaults().timeout(Duration.ofSeconds(1)));
            assertThat(limited.<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
        }
    }

    @Test
    @Case("INIT-04")
    default void initializer_thatTakesLongerThanAStartMay_breaksThePool() {
        try (TaskPool pool = configured("start.max-failures = 1")
                .workers(1)
                .startTimeout(Duration.ofSeconds(2))
                .initializer(() -> Tasks.spend(Duration.ofMinutes(10)))
                .build()) {
            assertThatExceptionOfType(PoolBrokenException.class)
                    .isThrownBy(() -> pool.apply(Tasks::square, 2))
                    .withMessageContaining("not ready within");
            assertThat(pool.stats().workersStarted()).isEqualTo(1);
        }
    }

    @Test
    @Case("CRASH-33")
    default void initializer_thatAlwaysThrows_breaksThePoolAtTheLimit(@TempDir Path folder) {
        Gate submitted = Gate.in(folder);
        try (TaskPool pool = configured("start.max-failures = 2")
                .workers(1)
                .initializer(() -> {
                    submitted.await();
                    throw new IllegalStateException("no licence");
                })
                .build()) {
            List<AsyncResult<Integer>> pending =
                    List.of(pool.applyAsync(Tasks::square, 2), pool.applyAsync(Tasks::square, 3));
            submitted.open();
            for (AsyncResult<Integer> result : pending) {
                assertThatExceptionOfType(PoolBrokenException.class)
                        .isThrownBy(result::join)
                        .withMessageContaining("no licence")
                        .satisfies(broken -> assertThat(broken.deaths()).hasSize(2));
            }
            assertThatExceptionOfType(PoolBrokenException.class).isThrownBy(() -> pool.apply(Tasks::square, 2));
            assertThat(pool.stats().workersStarted()).isEqualTo(2);
        }
    }
}
