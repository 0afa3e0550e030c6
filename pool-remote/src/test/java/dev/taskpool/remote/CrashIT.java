package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that dies fails the task it held, and nothing else. */
class CrashIT extends ProcessFixture {
    @Test
    @Case("CRASH-01")
    void apply_theArgumentCannotBeWritten_failsWithoutHarmToAWorker() {
        Set<Long> before = pids();
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().<Saboteur, Saboteur>apply(
                                Tasks::identity, new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT)))
                .satisfies(
                        failure -> assertThat(failure.phase()).isEqualTo(TaskSerializationException.Phase.ENCODE_ITEM))
                .withStackTraceContaining("sabotage WRITTEN_IN_THE_PARENT");
        assertThat(works()).isTrue();
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    @Case({"CRASH-04", "CRASH-22"})
    void apply_theTaskCrashesInNativeCode_failsWithTheReport() {
        AsyncResult<Integer> bystander = shared().applyAsync(Tasks::square, 5);
        WorkerLostException lost = lost(() -> Deaths.segv());
        assertThat(lost.reason()).isEqualTo(Reason.SIGNAL);
        assertThat(lost.stderrTail()).contains("SIGSEGV").contains("hs_err");
        assertThat(lost.getMessage()).containsPattern("; it crashed: SIGSEGV \\(0x\\w+\\) at pc=0x\\w+ in . +\\[");
        assertThat(bystander.join()).isEqualTo(25);
        assertThat(works()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1, 123})
    @Case({"CRASH-04", "CRASH-22"})
    void apply_theTaskHalts_failsWithExitCodeAndPid(int code, @TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> Deaths.halt(Deaths.waitFor(begun, end) * code));
        begun.await();
        long pid = busyPid();
        end.open();
        WorkerLostException lost = lost(result);
        assertThat(lost.exitCode()).hasValue(code);
        assertThat(lost.reason()).isEqualTo(Reason.EXITED);
        assertThat(lost.pid()).isEqualTo(pid);
        assertThat(works()).isTrue();
    }

    @Test
    void apply_theTaskTakesEachWorkerAlong_tellsOfAllOfThem() {
        TaskPool twice = shared().with(TaskOptions.defaults().retries(1));
        WorkerLostException lost = lost(twice.applyAsync(() -> Deaths.halt(9)));
        assertThat(lost.attempts()).isEqualTo(2);
        assertThat(lost.getSuppressed()).singleElement().isInstanceOfSatisfying(WorkerLostException.class, first -> {
            assertThat(first.exitCode()).hasValue(9);
            assertThat(first.attempts()).isEqualTo(1);
            assertThat(first.pid()).isNotEqualTo(lost.pid());
        });
        TaskPool once = shared().with(TaskOptions.defaults().retries(9).retriesAfterCrash(0));
        assertThat(lost(once.applyAsync(() -> Deaths.halt(9))).attempts()).isEqualTo(1);
        assertThat(works()).isTrue();
    }

    @Test
    void map_anItemTakesWorkersAlongAgainAndAgain_isQuarantined_andTheOthersEnd() {
        try (CapturedLog log = CapturedLog.open();
                TaskPool pool =
                        configured("retry.quarantine-after = 2").workers(1).build()) {
            List<Outcome<Integer>> outcomes = pool.with(
                            TaskOptions.defaults().retries(9).name("poison"))
                    .mapSettled(x -> x == 1 ? Deaths.halt(9) : x, List.of(0, 1, 2), 1);
            assertThat(outcomes).extracting(Outcome::isSuccess).containsExactly(true, false, true);
            PoolException failure = ((Outcome.Failure<Integer>) outcomes.get(1)).error();
            assertThat(failure)
                    .isInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("in attempt 2; it has taken along workers too often");
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("item quarantined"))
                    .singleElement()
                    .asString()
                    .contains("pool=" + pool.name(), "task=poison", "item 1 was lost");
            assertThat(pool.stats().workersLost()).isEqualTo(2);
        }
    }

    @Test
    @Case("CRASH-05")
    void apply_theTaskExits_failsWithTheExitCode() {
        WorkerLostException lost = lost(() -> Deaths.exit(3));
        assertThat(lost.exitCode()).hasValue(3);
        assertThat(lost.reason()).isEqualTo(Reason.EXITED);
        assertThat(works()).isTrue();
    }

    @Test
    @Case("CRASH-07")
    void apply_theTaskThrows_keepsItsWorker() {
        Set<Long> before = pids();
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().<Integer, Integer>apply(x -> 1 / x, 0))
                .withCauseInstanceOf(ArithmeticException.class);
        assertThat(pids()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 9})
    @Case("CRASH-11")
    void apply_theWorkerIsKilledFromOutside_failsThatTaskOnly(int signal, @TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> Deaths.waitFor(begun, end));
        begun.await();
        long pid = busyPid();
        AsyncResult<Integer> other = shared().applyAsync(Tasks::square, 4);
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        WorkerLostException lost = lost(result);
        assertThat(lost.exitCode()).hasValue(128 + signal);
        assertThat(lost.reason()).isEqualTo(Reason.SIGNAL);
        assertThat(lost.pid()).isEqualTo(pid);
        assertThat(other.get()).isEqualTo(16);
        assertThat(works()).isTrue();
    }

    @Test
    @Case("CRASH-16")
    void applyAsync_tenCrashingTasksWithLargeArguments_allFail() {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            results.add(shared().applyAsync(bytes -> Deaths.halt(1), new byte[1 << 20]));
        }
        for (AsyncResult<Integer> result : results) {
            assertThat(lost(result).exitCode()).hasValue(1);
        }
        assertThat(works()).isTrue();
    }

    @Test
    @Case("CRASH-20")
    void applyAsync_aHundredUnwritableArgumentsThenAHundredGoodOnes_endsEach() throws Exception {
        List<AsyncResult<Saboteur>> bad = new ArrayList<>();
        List<AsyncResult<Integer>> good = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            bad.add(shared().applyAsync(Tasks::identity, new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT)));
        }
        for (int i = 0; i < 100; i++) {
            good.add(shared().applyAsync(Tasks::square, i));
        }
        for (AsyncResult<Saboteur> result : bad) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> result.get(Duration.ofSeconds(150)))
                    .withCauseInstanceOf(TaskSerializationException.class);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(good.get(i).get(Duration.ofSeconds(150))).isEqualTo(i * i);
        }
    }

    @Test
    @Case("CRASH-21")
    void apply_twentyCrashesInARow_leaveAWholePoolAndNoZombie() {
        for (int i = 0; i < 20; i++) {
            assertThat(lost(() -> Deaths.halt(9)).exitCode()).hasValue(9);
        }
        assertThat(works()).isTrue();
        Set<Long> pids = pids();
        assertThat(pids).hasSize(2);
        await().atMost(Duration.ofSeconds(150))
                .untilAsserted(
                        () -> assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
                                .containsExactlyInAnyOrderElementsOf(pids));
    }

    @Test
    @Case("CRASH-23")
    void apply_endlessRecursion_failsAndKeepsTheWorker() {
        Set<Long> before = pids();
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().<Integer, Integer>apply(Deaths::recurse, 0))
                .withCauseInstanceOf(StackOverflowError.class)
                .satisfies(failure ->
                        assertThat(failure.getCause().getStackTrace()).hasSizeBetween(1, 1024));
        assertThat(works()).isTrue();
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    @Case("CRASH-24")
    void apply_theHeapIsExhausted_failsWithThatAndTheNextTenWork(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        AsyncResult<Integer> bystander = shared().applyAsync(() -> Deaths.waitFor(begun, end));
        begun.await();
        assertThat(lost(() -> Deaths.exhaustHeap()).reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        end.open();
        assertThat(bystander.get(Duration.ofSeconds(150))).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            assertThat(works()).isTrue();
        }
    }

    @Test
    void mapAsync_aWorkerDiesUnderItAndNoOtherHasRoom_failsAllTheSame(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        AsyncResult<Integer> blocker = shared().applyAsync(() -> Deaths.waitFor(begun, end));
        begun.await();
        AsyncResult<List<Integer>> result = shared().mapAsync(x -> Deaths.halt(4), Inputs.range(1000), 1);
        WorkerLostException lost = lost(result);
        assertThat(lost.exitCode()).hasValue(4);
        assertThat(lost.itemIndex()).isNotNegative();
        assertThat(blocker.ready()).isFalse();
        end.open();
        assertThat(blocker.get(Duration.ofSeconds(150))).isEqualTo(1);
        assertThat(works()).isTrue();
    }

    private WorkerLostException lost(dev.taskpool.Task<Integer> task) {
        return lost(shared().applyAsync(task));
    }

    /** The pids of both workers, once they are idle. */
    private Set<Long> pids() {
        Set<Long> pids = new TreeSet<>();
        await().atMost(Duration.ofSeconds(150)).untilAsserted(() -> {
            List<WorkerInfo> workers = shared().stats().workers();
            assertThat(workers).hasSize(2).allMatch(worker -> worker.state() == WorkerInfo.State.IDLE);
            pids.clear();
            workers.forEach(worker -> pids.add(worker.pid()));
        });
        return pids;
    }

    /** The pid of the one worker that is busy. */
    private long busyPid() {
        List<WorkerInfo> busy = new ArrayList<>();
        await().atMost(Duration.ofSeconds(150)).untilAsserted(() -> {
            busy.clear();
            shared().stats().workers().stream()
                    .filter(worker -> worker.state() == WorkerInfo.State.BUSY)
                    .forEach(busy::add);
            assertThat(busy).hasSize(1);
        });
        return busy.get(0).pid();
    }
}
