package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs that end the very pool that reads them. Of a long one a part has been handed over by then, of a short none. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public interface InputEndContract extends PoolFixture {
    Duration LIMIT = Duration.ofSeconds(60);
    int SHORT = 5;

    /** More than is read before a part is handed over. */
    int LONG = 20_000;

    /** An input that does something before its last item but one. */
    private static Iterable<Integer> interrupted(int size, Runnable step) {
        return Inputs.acting(size - 2, size, step);
    }

    @Test
    default void map_whoseInputTerminatesThePool_failsAndGivesNoPart() throws Exception {
        for (int size : new int[] {SHORT, LONG}) {
            try (TaskPool pool = pool(1)) {
                Caller<List<Integer>> map =
                        Caller.of(() -> pool.map(Tasks::square, interrupted(size, () -> finishAndTerminate(pool))));
                assertThat(map.failure())
                        .isInstanceOf(size == SHORT ? RejectedExecutionException.class : CancellationException.class);
                assertThat(pool.isTerminated()).isTrue();
            }
        }
    }

    /** What was handed over has ended well by then, so that nothing is left to be cancelled. */
    private static void finishAndTerminate(TaskPool pool) {
        await().until(() -> pool.stats().queued() + pool.stats().running() == 0);
        pool.terminate();
    }

    @Test
    default void map_whoseInputShutsThePoolDown_isRefusedOrRunsWholly() throws Exception {
        for (int size : new int[] {SHORT, LONG}) {
            try (TaskPool pool = pool(1)) {
                Caller<List<Integer>> map =
                        Caller.of(() -> pool.map(Tasks::identity, interrupted(size, pool::shutdown)));
                if (size == SHORT) {
                    assertThat(map.failure()).isInstanceOf(RejectedExecutionException.class);
                } else {
                    assertThat(map.value()).isEqualTo(Inputs.range(LONG));
                }
                assertThat(pool.join(LIMIT)).isTrue();
            }
        }
    }

    @Test
    default void map_whoseInputWaitsForThePoolsEnd_isToldSo() throws Exception {
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> other = pool.applyAsync(Tasks::square, 3);
            Caller<List<Integer>> closes = Caller.of(() -> pool.map(Tasks::square, interrupted(LONG, pool::close)));
            assertWouldWait(pool, closes, "close()");
            assertThat(other.join()).isEqualTo(9);
            assertThat(pool.join(LIMIT)).isTrue();
        }
        for (Ending how : List.of(Ending.CLOSE, Ending.JOIN, Ending.JOIN_FOR_A_TIME)) {
            try (TaskPool pool = pool(1)) {
                Caller<List<Integer>> map =
                        Caller.of(() -> pool.map(Tasks::square, interrupted(SHORT, () -> how.end(pool))));
                assertWouldWait(pool, map, how == Ending.CLOSE ? "close()" : "join()");
                assertThat(pool.join(LIMIT)).isTrue();
            }
        }
    }

    private static void assertWouldWait(TaskPool pool, Caller<?> map, String what) throws Exception {
        assertThat(map.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(what + " in the input of a call of pool " + pool.name());
    }

    @Test
    default void imap_whoseInputEndsThePool_refusesWhatWasNotHandedOver() {
        for (Ending how : Ending.values()) {
            try (TaskPool pool = pool(1)) {
                ResultIterator<Integer> results = pool.imap(Tasks::identity, interrupted(SHORT, () -> how.end(pool)));
                assertThat(failures(results))
                        .isNotEmpty()
                        .first()
                        .isInstanceOf(
                                how == Ending.TERMINATE
                                        ? CancellationException.class
                                        : RejectedExecutionException.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains(pool.name(), how == Ending.TERMINATE ? "terminated" : "shut down");
                assertThat(pool.join(LIMIT)).isTrue();
            }
        }
    }

    private static List<Throwable> failures(ResultIterator<?> results) {
        List<Throwable> failures = new ArrayList<>();
        while (results.hasNext()) {
            try {
                results.next();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
