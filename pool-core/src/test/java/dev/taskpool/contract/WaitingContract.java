package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for several results at once. */
public interface WaitingContract extends PoolFixture {
    @Test
    @Case("EXEC-12")
    default void asCompleted_results_givesEachOnceEndedOnesFirst(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> slow = gated(gate, 0);
        AsyncResult<Integer> ended = shared().applyAsync(Tasks::square, 1);
        AsyncResult<Integer> failed = shared().applyAsync(Tasks::squareOfPositive, -1);
        ended.get();
        failed.await(Duration.ofSeconds(150));
        List<AsyncResult<Integer>> order = new ArrayList<>();
        for (AsyncResult<Integer> result : AsyncResult.asCompleted(List.of(slow, ended, failed, slow, ended))) {
            order.add(result);
            gateOpenAfter(order, 2, gate);
        }
        assertThat(order).hasSize(3);
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder(ended, failed);
        assertThat(order.subList(2, 3)).containsExactly(slow);
    }

    @Test
    @Case("EXEC-12")
    default void asCompleted_oneResultTwice_givesItOnce() {
        AsyncResult<Integer> result = shared().applyAsync(Tasks::square, 3);
        assertThat(AsyncResult.asCompleted(List.of(result, result))).containsExactly(result);
        assertThat(AsyncResult.asCompleted(List.<AsyncResult<Integer>>of())).isEmpty();
    }

    @Test
    @Case({"EXEC-12", "EXEC-04"})
    default void asCompleted_theWholeTakesTooLong_givesEndedOnesThenTellsHowManyAreLeft(@TempDir Path folder)
            throws Exception {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(100))) {
            Gate gate = Gate.in(folder);
            AsyncResult<Integer> quick = shared().applyAsync(Tasks::square, 1);
            AsyncResult<Integer> failing = shared().applyAsync(Tasks::squareOfPositive, -1);
            quick.get();
            assertThat(failing.await(Duration.ofSeconds(150))).isTrue();
            List<AsyncResult<Integer>> results = List.of(gated(gate, 0), quick, gated(gate, 2), failing);
            Iterator<AsyncResult<Integer>> order =
                    AsyncResult.asCompleted(results, limit).iterator();
            assertThat(List.of(order.next(), order.next())).containsExactlyInAnyOrder(results.get(1), results.get(3));
            assertThatExceptionOfType(PoolException.class)
                    .isThrownBy(order::next)
                    .withMessageContaining("2 (of 4)")
                    .withCauseInstanceOf(TimeoutException.class);
            gate.open();
            assertThat(results.get(2).get())
                    .as("a result that was given up waiting for")
                    .isEqualTo(2);
        }
    }

    @Test
    @Case("EXEC-12")
    default void asCompleted_walkedToItsEnd_saysThatAllWereGiven() {
        Iterator<AsyncResult<Integer>> order = AsyncResult.asCompleted(
                        List.of(shared().<Integer, Integer>applyAsync(Tasks::square, 3)))
                .iterator();
        assertThat(order.next().join()).isEqualTo(9);
        assertThat(order.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(order::next);
    }

    @Test
    @Case("EXEC-10")
    default void anyOf_results_endsWithTheFirst(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> slow = gated(gate, 0);
        AsyncResult<Integer> quick = shared().applyAsync(Tasks::square, 3);
        Object first = CompletableFuture.anyOf(slow.toCompletableFuture(), quick.toCompletableFuture())
                .get(150, TimeUnit.SECONDS);
        assertThat(first).isEqualTo(9);
        assertThat(quick.ready()).isTrue();
        assertThat(slow.ready()).isFalse();
        gate.open();
        assertThat(slow.get()).isZero();
    }

    @Test
    @Case("EXEC-10")
    default void anyOf_resultsThatFailed_orWereCancelled_countsThemAsEnded(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> slow = gated(gate, 0);
        AsyncResult<Integer> failing = shared().applyAsync(Tasks::squareOfPositive, -3);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> CompletableFuture.anyOf(slow.toCompletableFuture(), failing.toCompletableFuture())
                        .join())
                .withCauseInstanceOf(TaskFailedException.class);
        AsyncResult<Integer> cancelled = gated(gate, 1);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(CompletableFuture.anyOf(slow.toCompletableFuture(), cancelled.toCompletableFuture()))
                .isCompletedExceptionally();
        assertThat(slow.ready()).isFalse();
        gate.open();
        assertThat(slow.join()).isZero();
    }

    @Test
    @Case("EXEC-10")
    default void asCompleted_untilTheFirstFailure_leavesTheRestRunning(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> slow = gated(gate, 0);
        AsyncResult<Integer> quick = shared().applyAsync(Tasks::square, 3);
        AsyncResult<Integer> failing = shared().applyAsync(Tasks::squareOfPositive, -3);
        List<AsyncResult<Integer>> done = new ArrayList<>();
        for (AsyncResult<Integer> result : AsyncResult.asCompleted(List.of(slow, quick, failing))) {
            done.add(result);
            if (!result.successful()) {
                break;
            }
        }
        assertThat(done).contains(failing).doesNotContain(slow);
        assertThat(slow.ready()).isFalse();
        gate.open();
        assertThat(slow.join()).isZero();
    }

    @Test
    @Case("EXEC-11")
    default void allOf_results_endsWithTheLast(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> slow = gated(gate, 0);
        AsyncResult<Integer> quick = shared().applyAsync(Tasks::square, 3);
        CompletableFuture<Void> all = CompletableFuture.allOf(
                slow.toCompletableFuture(), quick.toCompletableFuture(), quick.toCompletableFuture());
        quick.get();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> all.get(100, TimeUnit.MILLISECONDS));
        assertThat(quick.ready()).isTrue();
        assertThat(slow.ready()).isFalse();
        gate.open();
        all.get(150, TimeUnit.SECONDS);
        assertThat(slow.ready()).isTrue();
    }

    @Test
    @Case("EXEC-11")
    default void allOf_aHundredResultsThatEndTogether_endsEachTime() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<AsyncResult<Integer>> results = Inputs.range(100).stream()
                    .map(x -> shared().<Integer, Integer>applyAsync(Tasks::identity, x))
                    .toList();
            CompletableFuture.allOf(results.stream()
                            .map(AsyncResult::toCompletableFuture)
                            .toArray(CompletableFuture<?>[]::new))
                    .get(150, TimeUnit.SECONDS);
            assertThat(results).allMatch(AsyncResult::ready);
        }
    }

    private AsyncResult<Integer> gated(Gate gate, int value) {
        return shared().applyAsync(() -> {
            gate.await();
            return value;
        });
    }

    private static void gateOpenAfter(List<?> given, int size, Gate gate) {
        if (given.size() == size) {
            gate.open();
        }
    }
}
