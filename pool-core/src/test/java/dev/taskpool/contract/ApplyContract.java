package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call. */
public interface ApplyContract extends PoolFixture {
    @Test
    @Case("POOL-01")
    default void apply_aFunction_blocksAndReturnsItsValue() {
        assertThat(shared().<Integer, Integer>apply(Tasks::square, 5)).isEqualTo(25);
        assertThat(shared().<Integer, Integer, Integer>apply(Tasks::multiply, 6, 7))
                .isEqualTo(42);
        int x = 3;
        assertThat(shared().apply(() -> Tasks.square(x))).isEqualTo(9);
    }

    @Test
    @Case("POOL-01")
    default void apply_oneTask_isRunByOneWorkerOnce(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        shared().run(() -> journal.note("ran"));
        assertThat(journal.lines()).containsExactly("ran");
    }

    @Test
    @Case("POOL-10")
    default void applyAsync_aTaskThatTakesItsTime_getWaitsForTheValue(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            gate.await();
            return Tasks.square(7);
        });
        assertThat(result.ready()).isFalse();
        assertThat(result.isDone()).isFalse();
        gate.open();
        assertThat(result.get()).isEqualTo(49);
        assertThat(result.isDone()).isTrue();
    }

    @Test
    @Case("POOL-11")
    default void get_withATimeoutThatPasses_leavesTheTaskRunning(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        AsyncResult<Integer> result = shared().applyAsync(() -> {
            journal.note("begun");
            gate.await();
            return 1;
        });
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(100, TimeUnit.MILLISECONDS));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(Duration.ofMillis(100)));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(-1, TimeUnit.SECONDS));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(Duration.ZERO));
        assertThat(result.await(Duration.ofMillis(20))).isFalse();
        assertThat(result.isCancelled()).isFalse();
        gate.open();
        assertThat(result.get()).isEqualTo(1);
        assertThat(journal.lines()).containsExactly("begun");
    }

    @Test
    @Case("POOL-24")
    default void apply_ofNull_returnsNull() throws Exception {
        assertThat(shared().<Object, Object>apply(Tasks::identity, null)).isNull();
        AsyncResult<Object> result = shared().<Object, Object>applyAsync(Tasks::identity, null);
        assertThat(result.get()).isNull();
        assertThat(result.successful()).isTrue();
    }

    @Test
    @Case("POOL-24")
    default void applyAsync_aTaskThatReturnsAnException_isASuccess() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        AsyncResult<Exception> result = shared().applyAsync(
                        () -> (Exception) new IllegalStateException("a value"), value -> called.countDown());
        assertThat(result.get()).isInstanceOf(IllegalStateException.class).hasMessage("a value");
        assertThat(result.successful()).isTrue();
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Case("POOL-26")
    @SuppressWarnings({"unchecked", "rawtypes"}) // the wrong type is the point
    default void apply_anArgumentOfTheWrongType_failsLikeALocalCall() {
        TaskFunction lengthOfString = (TaskFunction<String, Integer>) String::length;
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().apply(lengthOfString, 5))
                .withCauseInstanceOf(ClassCastException.class);
        assertThat(shared().<Integer, Integer>apply(Tasks::square, 2)).isEqualTo(4);
    }

    @Test
    @Case("POOL-57")
    default void successful_beforeTheEnd_isRefused(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        AsyncResult<Void> result = shared().runAsync(gate::await);
        assertThatIllegalStateException().isThrownBy(result::successful);
        assertThat(result.ready()).isFalse();
        gate.open();
        result.get();
        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isTrue();
    }

    @Test
    @Case("POOL-57")
    default void get_twice_givesTheSameBothTimes() throws Exception {
        AsyncResult<Integer> value = shared().applyAsync(Tasks::square, 9);
        assertThat(value.get()).isEqualTo(81);
        assertThat(value.get()).isEqualTo(81);

        AsyncResult<Integer> failure = shared().applyAsync(Tasks::squareOfPositive, -1);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(failure::get)
                    .havingCause()
                    .isInstanceOf(TaskFailedException.class)
                    .havingCause()
                    .isInstanceOf(NegativeException.class)
                    .withMessageContaining("number: -1");
        }
        assertThat(failure.ready()).isTrue();
        assertThat(failure.successful()).isFalse();
    }

    @Test
    default void run_anAction_returnsAtItsEnd(@TempDir Path folder) throws Exception {
        Journal journal = Journal.in(folder);
        shared().run(() -> journal.note("one"));
        assertThat(journal.lines()).containsExactly("one");
        assertThat(shared().runAsync(() -> journal.note("two")).get()).isNull();
        assertThat(journal.lines()).containsExactly("one", "two");
    }

    @Test
    default void run_anActionThatThrows_throwsItsFailure() {
        TaskAction refusal = () -> {
            throw new NegativeException(-5);
        };
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().run(refusal))
                .satisfies(failure -> {
                    assertThat(failure.itemIndex()).isEqualTo(-1);
                    assertThat(failure.attempts()).isEqualTo(1);
                    assertThat(failure.workerId()).isPositive();
                    assertThat(failure.remoteStackTrace()).contains("NegativeException");
                })
                .withCauseInstanceOf(NegativeException.class);
    }

    @Test
    default void apply_earlierTasksInterruptTheIdleWorkers_runsAllTheSame(@TempDir Path folder) throws Exception {
        Gate one = Gate.in(folder);
        Gate other = Gate.in(folder);
        Gate now = Gate.in(folder);
        Gate oneDone = Gate.in(folder);
        Gate otherDone = Gate.in(folder);
        var first = shared().runAsync(() -> interruptOnceIdle(one, other, now, oneDone));
        var second = shared().runAsync(() -> interruptOnceIdle(other, one, now, otherDone));
        first.get(Duration.ofSeconds(150));
        second.get(Duration.ofSeconds(150));
        now.open();
        oneDone.await();
        otherDone.await();
        assertThat(shared().applyAsync(Tasks::square, 5).get(Duration.ofSeconds(150)))
                .isEqualTo(25);
    }

    /** Keeps hold of the worker's thread, one worker each. */
    private static void interruptOnceIdle(Gate mine, Gate others, Gate now, Gate done) throws InterruptedException {
        mine.open();
        others.await();
        Thread worker = Thread.currentThread();
        Thread left = new Thread(() -> {
            try {
                now.await();
            } catch (InterruptedException e) {
                return;
            }
            worker.interrupt();
            done.open();
        });
        left.setDaemon(true);
        left.start();
    }

    @Test
    default void apply_theCallerIsInterrupted_cancelsTheCallAndKeepsTheFlag(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        CountDownLatch ended = new CountDownLatch(1);
        boolean[] flag = new boolean[1];
        Throwable[] thrown = new Throwable[1];
        Thread caller = new Thread(() -> {
            try {
                shared().run(() -> {
                    begun.open();
                    never.await();
                });
            } catch (RuntimeException e) {
                thrown[0] = e;
                flag[0] = Thread.currentThread().isInterrupted();
            }
            ended.countDown();
        });
        caller.start();
        begun.await();
        caller.interrupt();
        assertThat(ended.await(150, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown[0])
                .isExactlyInstanceOf(dev.taskpool.PoolException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(flag[0]).isTrue();
        assertThat(shared().<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
    }
}
