package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is called when a call has ended. */
public interface CallbackContract extends PoolFixture {
    @Test
    @Case("POOL-04")
    default void mapAsync_withBothCallbacks_callsExactlyOneOnce() {
        List<Object> calls = new CopyOnWriteArrayList<>();
        try (TaskPool pool = pool(1)) {
            AsyncResult<List<Integer>> good =
                    pool.<String, Integer>mapAsync(Integer::parseInt, List.of("1", "2"), calls::add, calls::add);
            assertThat(good.await(java.time.Duration.ofSeconds(150))).isTrue();
            AsyncResult<List<Integer>> bad =
                    pool.<String, Integer>mapAsync(Integer::parseInt, List.of("a", "b"), 1, calls::add, calls::add);
            assertThat(bad.await(java.time.Duration.ofSeconds(150))).isTrue();
        }
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0)).isEqualTo(List.of(1, 2));
        assertThat(calls.get(1))
                .isInstanceOfSatisfying(
                        TaskFailedException.class,
                        failure -> assertThat(failure).hasCauseInstanceOf(NumberFormatException.class));
    }

    @Test
    default void everyAsyncForm_withCallbacks_callsThem() throws Exception {
        List<Object> calls = new CopyOnWriteArrayList<>();
        try (TaskPool pool = pool(1)) {
            pool.applyAsync(() -> 1, calls::add).get();
            pool.<Integer, Integer>applyAsync(Tasks::square, 2, calls::add).get();
            pool.<Integer, Integer, Integer>applyAsync(Tasks::multiply, 3, 3, calls::add)
                    .get();
            pool.runAsync(() -> {}, nothing -> calls.add("run")).get();
            pool.<Integer, Integer>mapAsync(Tasks::square, List.of(4), 1, calls::add)
                    .get();
            pool.<Integer, Integer, Integer>starmapAsync(Tasks::multiply, List.of(Map.entry(5, 5)), calls::add)
                    .get();
        }
        assertThat(calls).containsExactly(1, 4, 9, "run", List.of(16), List.of(25));
    }

    @Test
    default void callbacks_ofCallsThatWaitForEachOther_runInTheOrderOfTheCalls() throws Exception {
        List<Integer> calls = new CopyOnWriteArrayList<>();
        List<Integer> numbers = Inputs.range(300);
        for (int number : numbers) {
            shared().<Integer, Integer>applyAsync(Tasks::identity, number, calls::add)
                    .get();
        }

        await().until(() -> calls.size() == numbers.size());
        assertThat(calls).isEqualTo(numbers);
    }

    @Test
    @Case("POOL-43")
    default void callbacks_thatSubmitTheNextTask_formChains() throws Exception {
        int[] lengths = {100, 50, 60};
        List<List<Integer>> chains = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(lengths.length);
        for (int length : lengths) {
            List<Integer> chain = new CopyOnWriteArrayList<>();
            chains.add(chain);
            continueChain(shared(), chain, 0, length, ended);
        }
        assertThat(ended.await(150, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < lengths.length; i++) {
            assertThat(chains.get(i)).isEqualTo(Inputs.range(lengths[i]));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback continues
    private static void continueChain(TaskPool pool, List<Integer> chain, int next, int length, CountDownLatch ended) {
        if (next == length) {
            ended.countDown();
            return;
        }
        pool.<Integer, Integer>applyAsync(Tasks::identity, next, value -> {
            chain.add(value);
            continueChain(pool, chain, next + 1, length, ended);
        });
    }

    @Test
    @Case("POOL-59")
    @SuppressWarnings("FutureReturnValueIgnored") // the callbacks count
    default void callbacks_ofManyCalls_neverOverlapAndHaveRunBeforeJoinReturns() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        TaskPool pool = pool(2);
        for (int i = 0; i < 200; i++) {
            pool.<Integer, Integer>applyAsync(Tasks::square, i, value -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                calls.incrementAndGet();
            });
        }
        pool.shutdown();
        pool.join();
        assertThat(calls).hasValue(200);
        assertThat(most).hasValue(1);
    }

    @Test
    @Case("POOL-59")
    default void callback_ofAResult_seesTheResultReady() throws Exception {
        AtomicReference<AsyncResult<Integer>> result = new AtomicReference<>();
        AtomicReference<Integer> seen = new AtomicReference<>();
        CountDownLatch set = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        result.set(shared().<Integer, Integer>applyAsync(Tasks::square, 6, value -> {
            awaitQuietly(set);
            seen.set(result.get().join());
            called.countDown();
        }));
        set.countDown();
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasValue(36);
    }

    @Test
    @Case("POOL-62")
    default void callback_thatSubmits_isAccepted() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        AtomicReference<AsyncResult<Integer>> second = new AtomicReference<>();
        shared().<Integer, Integer>applyAsync(Tasks::square, 2, value -> {
                    second.set(shared().applyAsync(Tasks::square, value));
                    called.countDown();
                })
                .get();
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get().get()).isEqualTo(16);
    }

    @Test
    @Case("EXEC-15")
    default void callback_thatThrows_isLoggedOnceAndHurtsNothing() throws Exception {
        try (CapturedLog log = CapturedLog.open()) {
            AsyncResult<Integer> result = shared().<Integer, Integer>applyAsync(Tasks::square, 5, value -> {
                throw new IllegalStateException("callback refuses " + value);
            });
            assertThat(result.get()).isEqualTo(25);
            CountDownLatch next = new CountDownLatch(1);
            assertThat(shared().<Integer, Integer>applyAsync(Tasks::square, 6, value -> next.countDown())
                            .get())
                    .isEqualTo(36);
            assertThat(next.await(150, TimeUnit.SECONDS)).isTrue();
            await().until(() -> !refusals(log).isEmpty());
            assertThat(refusals(log)).hasSize(1);
            assertThat(result.successful()).isTrue();
        }
    }

    private static List<String> refusals(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.contains("callback refuses 25"))
                .toList();
    }

    @Test
    default void callback_thatWaitsForThePoolsEnd_isRefused() throws Exception {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        try (TaskPool pool = pool(1)) {
            CountDownLatch called = new CountDownLatch(1);
            pool.<Integer, Integer>applyAsync(Tasks::square, 2, value -> {
                        try {
                            pool.shutdown();
                            pool.join();
                        } catch (RuntimeException e) {
                            refusal.set(e);
                        }
                        called.countDown();
                    })
                    .get();
            assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(refusal.get()).isInstanceOf(IllegalStateException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
