package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.internal.supervise.Stall;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How pools end: at once or in good order, always wholly. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
public interface ShutdownContract extends PoolFixture {
    @Test
    @Case("SHUT-02")
    default void ends_inAnyOrderAndRepeated_areQuiet() {
        TaskPool pool = pool(1);
        try (pool) {
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
            pool.shutdown();
            pool.shutdown();
            pool.join();
            pool.join();
            pool.terminate();
            pool.terminate();
            pool.shutdown();
            pool.join();
        }
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.stats().workers()).allMatch(worker -> worker.state() == WorkerInfo.State.DEAD);
    }

    @Test
    default void build_inAnInterruptedThread_startsThePoolAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        try (TaskPool pool = builder().workers(1).build()) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    @Case("SHUT-02")
    default void close_aPoolThatNeverRanATask_ends() {
        TaskPool pool = pool(1);
        try (pool) {
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
            assertThat(pool.isTerminated()).isTrue();
        }
    }

    @Test
    @Case("SHUT-06")
    default void close_whileTasksRunAndWait_waitsForThemAndLeavesNoWorker() {
        List<AsyncResult<Place>> results = new ArrayList<>();
        TaskPool pool = pool(1);
        try (pool) {
            for (int i = 0; i < 5; i++) {
                results.add(pool.applyAsync(() -> {
                    Tasks.spend(Duration.ofMillis(100));
                    return Place.here(0);
                }));
            }
        }
        assertThat(pool.isTerminated()).isTrue();
        assertThat(results).allMatch(AsyncResult::ready).allMatch(AsyncResult::successful);
        results.forEach(result -> result.join().awaitEnd(pool));
    }

    @Test
    @Case({"SHUT-03", "SHUT-07", "SHUT-12", "SHUT-19"})
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
    @Case({"SHUT-04", "SHUT-02"})
    default void terminate_beforeTheWorkersHaveStarted_ends() {
        TaskPool pool = pool(3);
        AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 3);
        pool.terminate();
        assertEnded(pool);
        pool.shutdown();
        pool.join();
        pool.close();
        assertThat(result.ready()).isTrue();
    }

    @Test
    @Case("SHUT-04")
    default void terminate_whileTheWorkersAreIdle_ends() {
        TaskPool pool = pool(1);
        try (pool) {
            Place place = pool.apply(Place::here, 0);
            pool.terminate();
            assertEnded(pool);
            place.awaitEnd(pool);
        }
    }

    private static void assertEnded(TaskPool pool) {
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.stats().workers()).allMatch(worker -> worker.state() == WorkerInfo.State.DEAD);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
    }

    @Test
    @Case("SHUT-09")
    default void shutdown_rightAfterACancel_ends() {
        int rounds = workersAreProcesses() ? 15 : 50;
        for (int i = 0; i < rounds; i++) {
            TaskPool pool = pool(1);
            AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 2);
            result.cancel(i % 2 == 0);
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
            assertThat(result.ready()).isTrue();
        }
    }

    @Test
    @Case("SHUT-08")
    default void shutdown_withWhatWaitsCancelled_endsAfterWhatRuns(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        TaskPool pool = pool(2);
        try (pool) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                results.add(pool.applyAsync(() -> {
                    if (number >= 5) {
                        journal.note(number);
                        gate.await();
                    }
                    return number;
                }));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> journal.lines().size() == 2);
            results.subList(5, 30).forEach(result -> result.cancel(false));
            pool.shutdown();
            results.subList(30, 50).forEach(result -> result.cancel(false));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> pool.stats().queued() == 0 && pool.stats().running() == 2);
            gate.open();
            assertThat(pool.join(Duration.ofSeconds(150))).isTrue();
            assertThat(results).allMatch(AsyncResult::ready);
            assertThat(results.subList(0, 5)).allMatch(AsyncResult::successful);
            assertThat(results.subList(5, 50)).allMatch(AsyncResult::isCancelled);
        }
        assertThat(journal.lines()).as("tasks that were begun").hasSize(2);
    }

    @Test
    @Case("SHUT-22")
    default void shutdown_whatWorkersHaveFinishedIsNotYetTakenIn_deliversIt(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        List<Integer> calledBack = new CopyOnWriteArrayList<>();
        TaskPool pool = pool(2);
        try (pool) {
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> {
                        journal.note("begun");
                        gate.await();
                        journal.note("ended");
                        return x * x;
                    },
                    Inputs.range(8),
                    4,
                    calledBack::addAll,
                    failure -> {});
            Awaitility.await().atMost(Duration.ofSeconds(150)).until(() -> journal.count("begun") == 2);
            try (Stall stall = Stall.of(pool)) {
                gate.open();
                Awaitility.await().atMost(Duration.ofSeconds(150)).until(() -> journal.count("ended") == 8);
                assertThat(result.ready()).as("while %s", stall).isFalse();
                pool.shutdown();
            }
            pool.join();
            assertThat(result.join()).isEqualTo(Inputs.squares(8));
        }
        assertThat(calledBack).isEqualTo(Inputs.squares(8));
    }

    @Test
    @Case("SHUT-12")
    default void pool_thatNobodyHoldsAnyMore_finishesItsWorkAndEnds(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        List<AsyncResult<Place>> results;
        try (CapturedLog log = CapturedLog.open()) {
            results = submitAndForget(gate);
            Awaitility.await().atMost(Duration.ofSeconds(150)).until(() -> {
                System.gc();
                return log.lines().stream().anyMatch(line -> line.contains("pool=forgotten was never closed"));
            });
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("pool=forgotten") && line.contains("ShutdownContract.java:"));
        }
        assertThat(results).noneMatch(AsyncResult::ready);
        gate.open();
        for (AsyncResult<Place> result : results) {
            long pid = result.get(Duration.ofSeconds(150)).pid();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> pid == ProcessHandle.current().pid()
                            || ProcessHandle.of(pid)
                                    .filter(ProcessHandle::isAlive)
                                    .isEmpty());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("taskpool-forgotten")));
    }

    private List<AsyncResult<Place>> submitAndForget(Gate gate) {
        TaskPool pool = builder().workers(1).name("forgotten").build();
        List<AsyncResult<Place>> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            results.add(pool.applyAsync(() -> {
                gate.await();
                return Place.here(0);
            }));
        }
        return results;
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
    default void shutdown_withAnEndlessInput_endsAfterWhatWasRead() {
        TaskPool pool = pool(1);
        try (pool) {
            AtomicInteger read = new AtomicInteger();
            ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.endless(read));
            assertThat(results.next()).isZero();
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(150))).isTrue();
            int count = read.get();
            for (int i = 1; i < count; i++) {
                assertThat(results.next()).isEqualTo(i * i);
            }
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(results::next);
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
            assertThat(result.get(Duration.ofSeconds(150))).isEqualTo(1);
        }
    }
}
