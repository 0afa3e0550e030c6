package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskInfo;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a map fails, and with what. */
public interface FailedMapContract extends PoolFixture {
    @Test
    @Case("POOL-22")
    default void mapAsync_oneItemFails_failsOnceNoItemOfTheCallIsRunning(@TempDir Path folder) throws Exception {
        Gate othersRun = Gate.in(folder);
        Gate end = Gate.in(folder);
        Journal journal = Journal.in(folder);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger errorCallbacks = new AtomicInteger();
        try (TaskPool pool = builder().workers(2).listener(onFailure(failed)).build()) {
            AsyncResult<List<Integer>> result = pool.<Integer, Integer>mapAsync(
                    x -> {
                        if (x == 0) {
                            othersRun.await();
                            throw new NegativeException(-1);
                        }
                        journal.note("begun");
                        othersRun.open();
                        end.await();
                        journal.note("ended");
                        return x;
                    },
                    Inputs.range(60),
                    1,
                    list -> {},
                    failure -> errorCallbacks.incrementAndGet());
            assertThat(failed.await(150, TimeUnit.SECONDS)).isTrue();
            assertThat(result.ready()).as("ready while an item is running").isFalse();
            end.open();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(result::get)
                    .havingCause()
                    .isInstanceOf(TaskFailedException.class)
                    .asInstanceOf(type(TaskFailedException.class))
                    .satisfies(failure -> assertThat(failure.itemIndex()).isZero());
            assertThat(journal.count("ended")).isEqualTo(journal.count("begun")).isBetween(1L, 59L);
        }
        assertThat(errorCallbacks).hasValue(1);
        assertThat(journal.count("ended")).isEqualTo(journal.count("begun"));
    }

    @Test
    @Case("POOL-22")
    default void map_oneItemFails_itemsThatHadNotStartedAreCancelled(@TempDir Path folder) {
        Gate failedOnce = Gate.in(folder);
        Journal journal = Journal.in(folder);
        try (TaskPool pool = builder()
                .workers(1)
                .listener(new PoolListener() {
                    @Override
                    public void taskFailed(TaskInfo task, Throwable failure) {
                        failedOnce.open();
                    }
                })
                .build()) {
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(() -> pool.<Integer, Integer>map(
                            x -> {
                                journal.note(x);
                                if (x == 0) {
                                    throw new NegativeException(-1);
                                }
                                failedOnce.await();
                                return x;
                            },
                            Inputs.range(200),
                            1))
                    .withCauseInstanceOf(NegativeException.class);
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
            assertThat(journal.lines()).as("items that ran").hasSizeLessThan(100);
        }
    }

    @Test
    default void map_severalItemsFail_theFirstIsThrownAndTheLaterAreSuppressed(@TempDir Path folder) throws Exception {
        Gate first = Gate.in(folder);
        Gate second = Gate.in(folder);
        Journal journal = Journal.in(folder);
        CountDownLatch failed = new CountDownLatch(1);
        try (TaskPool pool = builder().workers(2).listener(onFailure(failed)).build()) {
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    x -> {
                        journal.note(x);
                        if (x == 0) {
                            second.await();
                        } else {
                            first.await();
                        }
                        throw new NegativeException(-1 - x);
                    },
                    Inputs.range(2),
                    1);
            org.awaitility.Awaitility.await().until(() -> journal.lines().size() == 2);
            first.open();
            assertThat(failed.await(150, TimeUnit.SECONDS)).isTrue();
            second.open();
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(result::join)
                    .satisfies(failure -> {
                        assertThat(failure.itemIndex())
                                .as("the first to arrive")
                                .isEqualTo(1);
                        assertThat(failure.getSuppressed())
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        TaskFailedException.class,
                                        later -> assertThat(later.itemIndex()).isZero());
                    });
        }
    }

    @Test
    default void mapAsync_oneItemFailsAndNoWorkerHasRoom_failsAllTheSame(@TempDir Path folder) throws Exception {
        Gate end = Gate.in(folder);
        Gate busy = Gate.in(folder);
        Gate first = Gate.in(folder);
        Gate fail = Gate.in(folder);
        Gate taken = Gate.in(folder);
        Journal journal = Journal.in(folder);
        AsyncResult<Integer> blocker = shared().applyAsync(() -> pass(busy, end));
        busy.await();
        AsyncResult<List<Integer>> result = shared().mapAsync(
                        x -> {
                            journal.note(x);
                            pass(first, fail);
                            throw new NegativeException(-1);
                        },
                        Inputs.range(1000),
                        1);
        first.await();
        AsyncResult<Integer> important = shared().with(TaskOptions.defaults().priority(10))
                .applyAsync(() -> pass(taken, end)); // takes the place of the item that fails
        fail.open();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> result.get(Duration.ofSeconds(30)))
                .withCauseInstanceOf(TaskFailedException.class);
        assertThat(blocker.ready()).isFalse();
        assertThat(important.ready()).isFalse();
        end.open();
        assertThat(blocker.join() + important.join()).isEqualTo(2);
        assertThat(journal.lines()).as("items that were begun").hasSize(1);
    }

    private static int pass(Gate begun, Gate end) throws InterruptedException {
        begun.open();
        end.await();
        return 1;
    }

    private static PoolListener onFailure(CountDownLatch failed) {
        return new PoolListener() {
            @Override
            public void taskFailed(TaskInfo task, Throwable failure) {
                failed.countDown();
            }
        };
    }
}
