package dev.taskpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.LeavesNothingBehind;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that are threads reach their own pool, and may make others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(LeavesNothingBehind.class)
class ThreadPoolEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @Test
    void task_thatWaitsForItsOwnPoolsEnd_isToldSo() {
        CountDownLatch submitted = new CountDownLatch(1);
        try (TaskPool pool = TaskPool.threads(1)) {
            AsyncResult<Integer> closes = pool.applyAsync(() -> {
                submitted.await();
                assertThatIllegalStateException()
                        .isThrownBy(pool::close)
                        .withMessageContaining("close() in a task of pool " + pool.name());
                assertThatIllegalStateException().isThrownBy(pool::join);
                assertThatIllegalStateException().isThrownBy(() -> pool.join(LIMIT));
                return 1;
            });
            AsyncResult<Integer> accepted = pool.applyAsync(Tasks::square, 3);
            submitted.countDown();
            assertThat(closes.join()).isEqualTo(1);
            assertThat(accepted.join()).isEqualTo(9);
            assertThat(pool.join(LIMIT)).isTrue();
        }
    }

    @Test
    void task_thatTerminatesItsOwnPool_isCancelledLikeTheOthers() throws Exception {
        CountDownLatch submitted = new CountDownLatch(1);
        CompletableFuture<Boolean> terminated = new CompletableFuture<>();
        try (TaskPool pool = TaskPool.threads(1)) {
            AsyncResult<Void> ends = pool.runAsync(() -> {
                submitted.await();
                pool.terminate();
                terminated.complete(pool.isTerminated());
            });
            AsyncResult<Integer> accepted = pool.applyAsync(Tasks::square, 3);
            submitted.countDown();
            assertThat(terminated.get(50, TimeUnit.SECONDS)).isTrue();
            assertThat(ends.isCancelled()).isTrue();
            assertThat(accepted.isCancelled()).isTrue();
        }
    }

    @Test
    void task_thatClosesAnotherPool_waitsForThat() {
        try (TaskPool outer = TaskPool.threads(1);
                TaskPool other = TaskPool.threads(1)) {
            AsyncResult<Integer> slow = other.applyAsync(() -> {
                Tasks.spend(Duration.ofMillis(50));
                return 1;
            });
            outer.run(other::close);
            assertThat(slow.ready()).isTrue();
            assertThat(other.isTerminated()).isTrue();
        }
    }

    @Test
    void mapSettled_whoseInputTerminatesThePool_failsAndGivesNoPart() throws Exception {
        try (TaskPool pool = TaskPool.threads(1)) {
            Iterable<Integer> input = Inputs.acting(19_000, 20_000, () -> {
                await().until(() -> pool.stats().queued() + pool.stats().running() == 0);
                pool.terminate();
            });
            Caller<List<Outcome<Integer>>> map = Caller.of(() -> pool.mapSettled(Tasks::square, input));
            assertThat(map.failure()).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void terminate_whileACallbackHangs_doesNotWaitForItForEver() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskPool pool = TaskPool.threads(1);
        try {
            AsyncResult<Integer> result = pool.<Integer, Integer>applyAsync(Tasks::square, 3, value -> {
                called.countDown();
                awaitQuietly(release);
            });
            assertThat(result.join()).isEqualTo(9);
            assertThat(called.await(50, TimeUnit.SECONDS)).isTrue();
            pool.terminate();
            assertThat(pool.isTerminated()).isFalse();
        } finally {
            release.countDown();
            pool.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void pools_inTasksOfEachOther_standAsDeepAsTheyMay() {
        Config config =
                ConfigFactory.parseString("taskpool.nesting.max-depth = 3").withFallback(ConfigFactory.load());
        assertThat(depth(config, 3)).isEqualTo(3);
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> depth(config, 4))
                .withStackTraceContaining("would be number 4 of pools made inside tasks of each other "
                        + "(expected: at most taskpool.nesting.max-depth = 3)");
    }

    /** Makes pools in each other, and says how many. */
    private static int depth(Config config, int pools) {
        if (pools == 0) {
            return 0;
        }
        try (TaskPool pool =
                TaskPool.builder().inProcess().workers(1).config(config).build()) {
            return 1 + pool.apply(() -> depth(config, pools - 1));
        }
    }

    @Test
    void initializer_thatMakesPoolsOfItsOwn_isHeldToTheDepth() {
        Config config = ConfigFactory.parseString("taskpool { nesting.max-depth = 1, start.max-failures = 1 }")
                .withFallback(ConfigFactory.load());
        try (TaskPool pool = TaskPool.builder()
                .inProcess()
                .workers(1)
                .config(config)
                .initializer(() -> depth(config, 1))
                .build()) {
            assertThatExceptionOfType(PoolBrokenException.class)
                    .isThrownBy(() -> pool.apply(Tasks::square, 3))
                    .withStackTraceContaining("taskpool.nesting.max-depth = 1");
        }
    }
}
