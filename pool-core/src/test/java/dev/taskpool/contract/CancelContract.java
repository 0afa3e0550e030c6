package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolStats;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskCancelledException;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Cancelling stops what was cancelled, and nothing else. */
public interface CancelContract extends PoolFixture {
    /** How long something may take on a busy machine. */
    Duration LIMIT = Duration.ofSeconds(150);

    @Test
    default void cancel_whatRuns_tellsWhereItWas(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = configured("kill.dump-grace = 100s").workers(2).build()) {
            AsyncResult<List<Integer>> both = pool.mapAsync(
                    x -> {
                        journal.note(x);
                        return stayHere(gate);
                    },
                    List.of(0, 1),
                    1);
            Awaitility.await().atMost(LIMIT).until(() -> journal.lines().size() == 2);
            assertThat(both.cancel(true)).isTrue();
            TaskCancelledException cancelled = catchThrowableOfType(TaskCancelledException.class, both::get);
            String dump = dumpOf(cancelled);
            assertThat(dump.split("stayHere", -1)).as(dump).hasSizeGreaterThan(2);
            assertThat(catchThrowableOfType(TaskCancelledException.class, both::join))
                    .isSameAs(cancelled);
            assertThat(catchThrowableOfType(TaskCancelledException.class, () -> both.get(LIMIT)))
                    .isSameAs(cancelled);
        }
    }

    @Test
    default void cancel_whatDoesNotRunOrIsLeftToRun_tellsNothing(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = pool.applyAsync(() -> {
                begun.open();
                return stayHere(gate);
            });
            AsyncResult<Integer> waiting = pool.applyAsync(() -> stayHere(gate));
            begun.await();
            waiting.cancel(true);
            running.cancel(false);
            gate.open();
            for (AsyncResult<Integer> result : List.of(waiting, running)) {
                assertThat(dumpOf(catchThrowableOfType(TaskCancelledException.class, result::join)))
                        .isEmpty();
            }
        }
    }

    private static String dumpOf(TaskCancelledException cancelled) throws Exception {
        return cancelled.threadDump().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static int stayHere(Gate gate) throws InterruptedException {
        gate.await();
        return 1;
    }

    @Test
    @Case({"TIME-05", "TIME-15"})
    default void cancel_aRunningTask_stopsItAndReplacesItsWorkerAlone(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate bystanderBegun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        try (TaskPool pool = pool(2)) {
            AsyncResult<Place> bystander = pool.applyAsync(() -> {
                bystanderBegun.open();
                gate.await();
                return Place.here(0);
            });
            bystanderBegun.await();
            Place first = pool.apply(Place::here, 0);
            AsyncResult<Integer> result = pool.applyAsync(
                    () -> {
                        begun.open();
                        gate.await();
                        journal.note("ended");
                        return 1;
                    },
                    value -> told.complete(new AssertionError("got " + value)),
                    told::complete);
            AsyncResult<Place> next = pool.applyAsync(Place::here, 4);
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(result.isCancelled()).as("at once").isTrue();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(result::get);
            assertThat(told.get(150, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            first.awaitEnd(pool);
            Place second = next.get(Duration.ofSeconds(150));
            assertThat(second.worker()).isNotEqualTo(first.worker());
            assertThat(second.pid() == first.pid()).isEqualTo(!workersAreProcesses());
            assertThat(result.cancel(true)).as("again").isTrue();
            assertThat(bystander.ready()).isFalse();
            gate.open();
            assertThat(bystander.get(Duration.ofSeconds(150)).worker()).isNotIn(first.worker(), second.worker());
            assertThat(pool.stats().workersLost()).as("not a crash").isZero();
        }
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    default void cancel_withAGrace_letsTheTaskEndByItself(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = configured("kill.interrupt-grace = 30s").workers(1).build()) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                begun.open();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    journal.note("tidied");
                }
                return 1;
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(result.isCancelled()).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isEqualTo(first);
            assertThat(journal.lines()).containsExactly("tidied");
        }
    }

    @Test
    default void cancel_withAGrace_replacesAWorkerWhoseTaskFails(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        try (TaskPool pool = configured("kill.interrupt-grace = 30s").workers(1).build()) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Void> result = pool.runAsync(() -> {
                begun.open();
                never.await();
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
    }

    @Test
    default void cancel_withAGrace_replacesAWorkerWhoseTaskGoesOn(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Gate ended = Gate.in(folder);
        try (TaskPool pool =
                configured("kill.interrupt-grace = 100ms").workers(1).build()) {
            int first = pool.<Integer, Integer>apply(Tasks::workerId, 0);
            AsyncResult<Void> result = pool.runAsync(() -> {
                begun.open();
                while (!gate.isOpen()) {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        // it does not heed it
                    }
                }
                ended.open();
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isNotEqualTo(first);
        }
        gate.open();
        if (!workersAreProcesses()) {
            ended.await(); // a thread was abandoned, and must not miss the gate
        }
    }

    @Test
    @Case("TIME-06")
    default void cancel_aPendingTask_dropsItAndKeepsTheWorker(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> running = pool.applyAsync(() -> {
                begun.open();
                gate.await();
                return Tasks.workerId(0);
            });
            AsyncResult<Void> pending = pool.runAsync(() -> journal.note("ran"));
            begun.await();
            assertThat(pending.cancel(true)).isTrue();
            assertThat(pending.isCancelled()).isTrue();
            gate.open();
            int first = running.get(Duration.ofSeconds(150));
            assertThat(running.cancel(true)).isFalse();
            assertThat(pool.<Integer, Integer>apply(Tasks::workerId, 0)).isEqualTo(first);
        }
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    @Case("TIME-11")
    default void close_ofAnIterationAfterItsFirstResult_dropsTheRest(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        ResultIterator<Integer> results = shared().imap(x -> later(x, journal, gate), Inputs.range(10), 1);
        assertThat(results.next()).isZero();
        results.close();
        assertThat(results.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
        awaitAtMost(shared(), 0, 2); // one for each worker
        gate.open();
        awaitAtMost(shared(), 0, 0);
        assertThat(shared().map(Tasks::square, Inputs.range(4), 1)).isEqualTo(Inputs.squares(4));
        assertThat(journal.lines()).contains("0").hasSizeLessThanOrEqualTo(3);
    }

    @Test
    @Case("TIME-11")
    default void cancel_aMapAfterItsFirstItem_stopsItsWorkerAndDropsTheRest(@TempDir Path folder) throws Exception {
        Gate never = Gate.in(folder);
        Journal journal = Journal.in(folder);
        AsyncResult<List<Integer>> result =
                shared().mapAsync(x -> later(x, journal, never), Inputs.range(5), 5); // one chunk
        Awaitility.await().atMost(LIMIT).until(() -> journal.lines().contains("1"));
        assertThat(result.cancel(true)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(result::get);
        assertThat(shared().map(Tasks::square, Inputs.range(4), 1)).isEqualTo(Inputs.squares(4));
        awaitAtMost(shared(), 0, 0);
        assertThat(journal.lines()).containsExactly("0", "1");
    }

    /** All items but the first wait. */
    private static int later(int x, Journal journal, Gate gate) throws InterruptedException {
        journal.note(x);
        if (x > 0) {
            gate.await();
        }
        return x;
    }

    @Test
    default void cancel_insideAChunkWithoutStopping_letsTheItemEndAndDropsTheRest(@TempDir Path folder)
            throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = pool(1)) {
            Place first = pool.apply(Place::here, 0);
            AsyncResult<List<Integer>> result = pool.mapAsync(x -> later(x, journal, gate), Inputs.range(10), 5);
            AsyncResult<List<Integer>> other = pool.mapAsync(Tasks::square, Inputs.range(10), 5);
            Awaitility.await().atMost(LIMIT).until(() -> journal.lines().contains("1"));
            assertThat(result.cancel(false)).isTrue();
            awaitAtMost(pool, 10, 11); // the other's items, and the one that runs
            gate.open();
            assertThat(other.get(Duration.ofSeconds(150))).isEqualTo(Inputs.squares(10));
            assertThat(pool.<Integer, Place>apply(Place::here, 0)).isEqualTo(first);
        }
        assertThat(journal.lines()).containsExactly("0", "1");
    }

    @Test
    default void cancel_whatIsQueued_leavesNothingOfIt(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        AsyncResult<List<Integer>> running =
                shared().mapAsync(x -> later(x + 1, journal, gate), Inputs.range(2), 1); // keeps both workers
        Awaitility.await().atMost(LIMIT).until(() -> journal.lines().size() == 2);
        List<AsyncResult<?>> queued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            queued.add(shared().applyAsync(() -> later(100, journal, gate)));
            queued.add(shared().mapAsync(x -> later(x, journal, gate), Inputs.range(1000)));
            queued.add(shared().mapAsync(x -> later(x, journal, gate), Inputs.range(1000), 7));
        }
        ResultIterator<Integer> iteration = shared().imap(x -> later(x, journal, gate), Inputs.range(1000));
        for (int i = 0; i < queued.size(); i++) {
            assertThat(queued.get(i).cancel(i % 2 == 0)).isTrue();
            assertThat(queued.get(i).isCancelled()).isTrue();
        }
        iteration.close();
        awaitAtMost(shared(), 0, 2);
        gate.open();
        assertThat(running.join()).containsExactly(1, 2);
        assertThat(shared().map(Tasks::square, Inputs.range(4), 1)).isEqualTo(Inputs.squares(4));
        assertThat(journal.lines()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    default void cancel_duringTheBackoffOfARetry_runsTheItemNoMore(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        TaskOptions patient =
                TaskOptions.defaults().retries(1).retryOn(IOException.class).backoff(Duration.ofDays(1));
        long retried = shared().stats().retried();
        AsyncResult<Void> result = shared().with(patient).runAsync(() -> {
            journal.note("ran");
            throw new IOException("again");
        });
        Awaitility.await().atMost(LIMIT).until(() -> shared().stats().retried() > retried);
        assertThat(result.cancel(false)).isTrue();
        awaitAtMost(shared(), 0, 0);
        assertThat(journal.lines()).containsExactly("ran");
    }

    @Test
    default void cancel_atRandomMoments_endsEveryCallAndNothingElse() {
        long seed = System.nanoTime();
        LoggerFactory.getLogger(CancelContract.class).warn("seed={}", seed);
        Random random = new Random(seed);
        int rounds = workersAreProcesses() ? 300 : 3000;
        int stopEvery = workersAreProcesses() ? 100 : 2; // a new process takes its time
        List<AsyncResult<List<Integer>>> bystanders = new ArrayList<>();
        TaskPool pool = pool(2);
        try (pool) {
            for (int round = 0; round < rounds; round++) {
                if (round == 50) { // until now the workers were being started
                    assertThat(pool.apply(Tasks::square, round)).isEqualTo(2500);
                }
                if (round % 20 == 0) {
                    bystanders.add(pool.mapAsync(Tasks::square, Inputs.range(30), 1 + random.nextInt(10)));
                }
                Runnable cancel = beginAndCancel(pool, random, random.nextInt(stopEvery) == 0);
                LockSupport.parkNanos(random.nextInt(2_000_000));
                cancel.run();
            }
            for (AsyncResult<List<Integer>> bystander : bystanders) {
                assertThat(bystander.join()).as("seed " + seed).isEqualTo(Inputs.squares(30));
            }
            awaitAtMost(pool, 0, 0);
            assertThat(pool.map(Tasks::square, Inputs.range(4), 1)).isEqualTo(Inputs.squares(4));
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(150))).as("seed " + seed).isTrue();
        }
    }

    private static Runnable beginAndCancel(TaskPool pool, Random random, boolean stop) {
        int items = 1 + random.nextInt(50);
        return switch (random.nextInt(4)) {
            case 0 -> cancelling(pool.applyAsync(CancelContract::briefly, 1), stop);
            case 1 -> cancelling(pool.mapAsync(CancelContract::briefly, Inputs.range(items)), stop);
            case 2 -> cancelling(pool.mapAsync(CancelContract::briefly, Inputs.range(items), 7), stop);
            default -> pool.imapUnordered(CancelContract::briefly, Inputs.range(items))::close;
        };
    }

    private static Runnable cancelling(AsyncResult<?> result, boolean stop) {
        return () -> {
            boolean cancelled = result.cancel(stop);
            assertThat(cancelled ? result.isCancelled() : result.successful()).isTrue();
        };
    }

    private static int briefly(int x) throws InterruptedException {
        Tasks.spend(Duration.ofMillis(x % 3));
        return x;
    }

    /** Waits until no more items than this wait for a worker, and are with one. */
    private static void awaitAtMost(TaskPool pool, long waiting, long all) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            PoolStats stats = pool.stats();
            assertThat(stats.queued()).isLessThanOrEqualTo(waiting);
            assertThat(stats.queued() + stats.running()).isLessThanOrEqualTo(all);
        });
    }
}
