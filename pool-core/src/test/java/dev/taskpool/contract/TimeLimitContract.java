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
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
        assertThat(told.get(150, TimeUnit.SECONDS)).isInstanceOf(TaskTimeoutException.class);
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
    default void apply_theTaskRunsPastItsLimit_tellsWhereItWas() {
        try (TaskPool pool = configured("kill.dump-grace = 100s").workers(1).build()) {
            assertThatExceptionOfType(TaskTimeoutException.class)
                    .isThrownBy(() -> limited(pool, 100).run(() -> Tasks.spend(Duration.ofSeconds(50))))
                    .withMessageContaining("; its worker was stopped while it was at dev.taskpool.testkit.Tasks.")
                    .satisfies(failure -> assertThat(failure.threadDump())
                            .startsWith("\"taskpool-")
                            .contains(
                                    "TIMED_WAITING",
                                    "\tat java.lang.Thread.sleep",
                                    "\tat dev.taskpool.testkit.Tasks."));
        }
    }

    @Test
    @Case({"TIME-02", "TIME-04"})
    default void apply_afterATimeLimitPassed_runsOnAReplacement() {
        try (TaskPool pool = pool(1)) {
            Place first = pool.apply(Place::here, 0);
            assertThatExceptionOfType(TaskTimeoutException.class)
                    .isThrownBy(() -> limited(pool, 100).run(() -> Tasks.spend(Duration.ofSeconds(50))));
            Place second = pool.apply(Place::here, 0);
            assertThat(second.worker()).isNotEqualTo(first.worker());
            assertThat(second.pid() == first.pid()).isEqualTo(!workersAreProcesses());
            first.awaitEnd(pool);
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
        assertThat(result.get(Duration.ofSeconds(150))).isEqualTo(7);
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
    @Case("TIME-09")
    default void imap_oneItemOfAChunkTakesTooLong_losesThatItemAlone() {
        try (ResultIterator<Integer> results = limited(shared(), 3000)
                .imap(
                        x -> {
                            if (x == 7) {
                                Tasks.spend(Duration.ofSeconds(50));
                            }
                            return x * x;
                        },
                        Inputs.range(20),
                        5)) {
            for (int i = 0; i < 20; i++) {
                if (i == 7) {
                    assertThatExceptionOfType(TaskTimeoutException.class)
                            .isThrownBy(results::next)
                            .satisfies(
                                    failure -> assertThat(failure.itemIndex()).isEqualTo(7));
                } else {
                    assertThat(results.next()).isEqualTo(i * i);
                }
            }
            assertThat(results.hasNext()).isFalse();
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
    @Case("TIME-14")
    default void timeout_withAGrace_interruptsTheTaskAndThenStopsItsWorker(@TempDir Path folder) throws Exception {
        Gate end = Gate.in(folder);
        Gate over = Gate.in(folder);
        List<Throwable> told = new CopyOnWriteArrayList<>();
        try (TaskPool pool = configured("kill.interrupt-grace = 3s").workers(1).build()) {
            TaskPool limited = limited(pool, 200);
            Place first = pool.apply(Place::here, 0);
            assertThat(limited.apply(TimeLimitContract::cleanedUp)).isEqualTo("cleaned");
            assertThat(pool.<Integer, Place>apply(Place::here, 0)).isEqualTo(first);

            AsyncResult<Void> ends = limited.runAsync(() -> Tasks.spend(Duration.ofSeconds(50)), x -> {}, told::add);
            assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(ends::join);
            Place second = pool.apply(Place::here, 0);
            first.awaitEnd(pool);

            AsyncResult<Void> goesOn = limited.runAsync(() -> ignoreInterrupts(end, over), x -> {}, told::add);
            assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(goesOn::join);
            assertThat(pool.<Integer, Place>apply(Place::here, 0).worker())
                    .isNotEqualTo(first.worker())
                    .isNotEqualTo(second.worker());
            second.awaitEnd(pool);
        } finally {
            end.open();
            if (!workersAreProcesses()) {
                over.await(); // a thread goes on until it lets itself be ended
            }
        }
        assertThat(told).hasSize(2).hasOnlyElementsOfType(TaskTimeoutException.class);
    }

    private static String cleanedUp() {
        try {
            Tasks.spend(Duration.ofSeconds(50));
            return "ended";
        } catch (InterruptedException e) {
            return "cleaned";
        }
    }

    private static void ignoreInterrupts(Gate end, Gate over) {
        int interrupts = 0;
        while (!end.isOpen()) {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupts++;
            }
        }
        over.open();
        LoggerFactory.getLogger(TimeLimitContract.class).debug("interrupts={}", interrupts);
    }

    @Test
    @Case("TIME-18")
    default void applyAsync_aThousandShortTasksWithALimit_neverTimesOutNorTakesAThreadEach() throws Exception {
        TaskPool pool = limited(shared(), 5000);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        int before = threads.getThreadCount();
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            results.add(pool.applyAsync(() -> {
                Tasks.spend(Duration.ofMillis(1));
                return Thread.activeCount();
            }));
        }
        for (AsyncResult<Integer> result : results) {
            assertThat(result.get(Duration.ofSeconds(150)))
                    .as("threads beside the task")
                    .isLessThan(100);
        }
        assertThat(threads.getPeakThreadCount()).isLessThan(before + 50);
    }

    @Test
    @Case("TIME-18")
    default void map_withALimit_keepsNothingUntilTheLimitWouldHavePassed() {
        List<WeakReference<Object>> gone = new ArrayList<>();
        mapAndForget(limited(shared(), 3_600_000), gone);
        Awaitility.await().atMost(Duration.ofSeconds(150)).untilAsserted(() -> {
            System.gc();
            assertThat(gone).hasSize(100).allMatch(reference -> reference.get() == null);
        });
    }

    private static void mapAndForget(TaskPool pool, List<WeakReference<Object>> gone) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            items.add(new byte[100 + i]);
            gone.add(new WeakReference<>(items.get(i)));
        }
        assertThat(pool.<Object, Object>map(Tasks::identity, items, 1)).hasSize(100);
    }

    @Test
    default void durationsOfYears_areAsGoodAsForEver() throws Exception {
        Duration years = Duration.ofDays(1000);
        TaskOptions patient = TaskOptions.defaults().timeout(years).retries(1).retryOn(ArithmeticException.class);
        TaskPool pool = configured("recycle.max-age = 1000d, start.timeout = 1000d, kill.interrupt-grace = 1000d")
                .workers(1)
                .build();
        try (pool) {
            assertThat(pool.with(patient).<Integer, Integer>apply(Tasks::square, 3))
                    .isEqualTo(9);
            AsyncResult<Integer> postponed = pool.with(patient.backoff(years)).applyAsync(x -> 1 / x, 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> pool.stats().retried() == 1);
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 4)).isEqualTo(16);
            assertThat(postponed.isDone()).isFalse();
            pool.terminate();
        }
    }
}
