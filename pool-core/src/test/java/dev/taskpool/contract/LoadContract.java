package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.internal.supervise.Stall;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many calls, many callers, many workers. */
public interface LoadContract extends PoolFixture {
    @Test
    @Case("POOL-20")
    default void map_aPoolLargerThanTheMachine_works() {
        try (TaskPool pool = pool(12)) {
            assertThat(pool.map(Tasks::square, Inputs.range(1000)).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(332_833_500);
        }
    }

    @Test
    @Case("POOL-25")
    default void map_onceItIsOver_keepsNeitherArgumentsNorResults() {
        List<WeakReference<Object>> gone = new ArrayList<>();
        mapAndForget(shared(), gone);
        assertThat(gone).hasSize(20);
        await().atMost(Duration.ofSeconds(150)).untilAsserted(() -> {
            System.gc();
            assertThat(gone).allMatch(reference -> reference.get() == null);
        });
    }

    private static void mapAndForget(TaskPool pool, List<WeakReference<Object>> gone) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            items.add(new byte[100 + i]);
        }
        List<Object> results = pool.map(Tasks::identity, items);
        for (int i = 0; i < 10; i++) {
            gone.add(new WeakReference<>(items.get(i)));
            gone.add(new WeakReference<>(results.get(i)));
        }
    }

    @Test
    @Case("POOL-27")
    default void map_fromTenThreadsAtOnce_keepsTheCallsApart() throws Exception {
        List<Future<List<Integer>>> maps = inTenThreads(thread -> {
            int from = thread * 1000;
            List<Integer> items = Inputs.range(50).stream().map(x -> from + x).toList();
            return shared().map(Tasks::identity, items, 3);
        });
        for (int thread = 0; thread < 10; thread++) {
            int from = thread * 1000;
            assertThat(maps.get(thread).get())
                    .isEqualTo(Inputs.range(50).stream().map(x -> from + x).toList());
        }
    }

    @Test
    @Case("POOL-27")
    default void everyKindOfCall_fromTenThreadsAtOnce_endsRight() throws Exception {
        List<Future<Integer>> counts = inTenThreads(thread -> {
            List<AsyncResult<Integer>> kept = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                assertThat(shared().map(Tasks::square, Inputs.range(5))).isEqualTo(Inputs.squares(5));
                kept.add(shared().applyAsync(Tasks::square, i));
                AsyncResult<Integer> dropped = shared().applyAsync(Tasks::square, i);
                assertThat(dropped.cancel(false) ? dropped.isCancelled() : dropped.successful())
                        .isTrue();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(kept.get(i).get()).isEqualTo(i * i);
            }
            return kept.size();
        });
        for (Future<Integer> count : counts) {
            assertThat(count.get()).isEqualTo(20);
        }
    }

    @Test
    @Case("POOL-27")
    default void get_fromManyThreadsWithAndWithoutATimeout_servesEach(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            gate.await();
            return 5;
        });
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> patient = new ArrayList<>();
            List<Future<Boolean>> hasty = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                patient.add(threads.submit((Callable<Integer>) result::get));
                hasty.add(threads.submit(() -> givesUp(result)));
            }
            for (Future<Boolean> each : hasty) {
                assertThat(each.get(150, TimeUnit.SECONDS)).isTrue();
            }
            gate.open();
            for (Future<Integer> each : patient) {
                assertThat(each.get(150, TimeUnit.SECONDS)).isEqualTo(5);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean givesUp(AsyncResult<Integer> result) throws Exception {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(Duration.ofMillis(100)));
        return true;
    }

    @Test
    @Case("POOL-35")
    default void applyAsync_tenThousandTinyTasks_allComeBack() throws Exception {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            results.add(shared().applyAsync(Tasks::identity, i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
    }

    @Test
    @Case("POOL-35")
    default void applyAsync_withOneWorker_startsTasksInTheOrderOfSubmission(@TempDir Path folder) throws Exception {
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            List<AsyncResult<Void>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                results.add(pool.runAsync(() -> journal.note(number)));
            }
            for (AsyncResult<Void> result : results) {
                result.get();
            }
        }
        assertThat(journal.lines()).isEqualTo(Inputs.strings(200));
    }

    @Test
    @Case("CRASH-34")
    default void applyAsync_whileTheSupervisorIsStalled_neitherBlocksNorLosesATask() throws Exception {
        for (int tasks : new int[] {100, workersAreProcesses() ? 10_000 : 100_000}) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            try (Stall stall = Stall.of(shared())) {
                for (int i = 0; i < tasks; i++) {
                    results.add(shared().applyAsync(Tasks::square, i));
                }
                assertThat(results).as("while %s", stall).noneMatch(AsyncResult::ready);
            }
            for (int i = 0; i < tasks; i++) {
                assertThat(results.get(i).get()).isEqualTo(i * i);
            }
        }
    }

    /** What each of ten threads does. */
    @FunctionalInterface
    interface Work<R> {
        R apply(int thread) throws Exception;
    }

    private static <R> List<Future<R>> inTenThreads(Work<R> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<R>> calls = new ArrayList<>();
            for (int thread = 0; thread < 10; thread++) {
                int number = thread;
                calls.add(() -> work.apply(number));
            }
            return threads.invokeAll(calls, 150, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }
}
