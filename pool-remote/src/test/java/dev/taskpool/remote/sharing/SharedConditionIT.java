package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.sync.SharedLock;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A condition of a shared lock is a Condition. */
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry", "JavaUtilDate"}) // who is woken, and when, is what is tried
class SharedConditionIT extends SharingFixture {
    private SharedLock lock(boolean reentrant) {
        return reentrant ? manager.reentrantLock() : manager.lock();
    }

    private static <T> T locked(SharedLock lock, Callable<T> call) throws Exception {
        try (SharedLock.Held held = lock.hold()) {
            assertThat(held).isNotNull();
            return call.call();
        }
    }

    private static void signal(SharedLock lock, Condition condition, int times) throws Exception {
        locked(lock, () -> {
            for (int i = 0; i < times; i++) {
                condition.signal();
            }
            return times;
        });
    }

    /** Waits once, whatever for. */
    private static boolean waitOnce(SharedLock lock, Condition condition, AtomicInteger waiting) throws Exception {
        return locked(lock, () -> {
            waiting.incrementAndGet();
            condition.await();
            assertThat(lock.isLocked()).isTrue();
            return true;
        });
    }

    private static long woken(List<Caller<Boolean>> waiters) {
        return waiters.stream().filter(Caller::isDone).count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Case({"COND-01", "COND-02"})
    void signal_wakesOneEach_andSignalAllTheRest(boolean reentrant) throws Exception {
        SharedLock lock = lock(reentrant);
        Condition condition = lock.newCondition();
        var waiting = new AtomicInteger();
        List<Caller<Boolean>> waiters = Stream.generate(() -> Caller.of(() -> waitOnce(lock, condition, waiting)))
                .limit(6)
                .toList();
        await().until(() -> locked(lock, waiting::get) == 6);
        assertThat(woken(waiters)).isZero();
        signal(lock, condition, 1);
        await().until(() -> woken(waiters) == 1);
        signal(lock, condition, 2);
        await().until(() -> woken(waiters) >= 3);
        assertThat(locked(lock, () -> woken(waiters))).isEqualTo(3);
        locked(lock, () -> {
            condition.signalAll();
            return true;
        });
        for (Caller<Boolean> waiter : waiters) {
            assertThat(waiter.value()).isTrue();
        }
        signal(lock, condition, 1);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Case({"COND-02", "COND-03"})
    void timedWaits_tellWhetherTheyWereWoken() throws Exception {
        SharedLock lock = manager.lock();
        Condition condition = lock.newCondition();
        long begun = System.nanoTime();
        assertThat(locked(lock, () -> condition.await(50, TimeUnit.MILLISECONDS)))
                .isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(locked(lock, () -> condition.awaitNanos(1_000_000))).isNotPositive();
        assertThat(locked(lock, () -> condition.awaitUntil(new Date(System.currentTimeMillis() + 5))))
                .isFalse();
        assertThat(locked(lock, () -> condition.awaitUntil(new Date(0)))).isFalse();
        assertThat(locked(lock, () -> condition.await(0, TimeUnit.SECONDS))).isFalse();

        var waiting = new AtomicInteger();
        Caller<Boolean> patient = Caller.of(() -> locked(lock, () -> {
            waiting.incrementAndGet();
            return condition.await(150, TimeUnit.SECONDS);
        }));
        await().until(() -> locked(lock, waiting::get) == 1);
        signal(lock, condition, 1);
        assertThat(patient.value()).isTrue();
        Caller<Long> exact = Caller.of(() -> locked(lock, () -> {
            waiting.incrementAndGet();
            return condition.awaitNanos(TimeUnit.SECONDS.toNanos(150));
        }));
        await().until(() -> locked(lock, waiting::get) == 2);
        signal(lock, condition, 1);
        assertThat(exact.value()).isPositive();
    }

    @Test
    @Case("COND-03")
    void callsWithoutTheLock_areRefused() throws Exception {
        for (SharedLock lock : List.of(manager.lock(), manager.reentrantLock())) {
            Condition condition = lock.newCondition();
            List<Callable<?>> calls = List.of(
                    () -> condition.await(1, TimeUnit.SECONDS),
                    () -> condition.awaitNanos(1),
                    () -> condition.awaitUntil(new Date(0)),
                    () -> wake(condition::signal),
                    () -> wake(condition::signalAll),
                    () -> wake(condition::awaitUninterruptibly));
            for (Callable<?> call : calls) {
                assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(call::call);
            }
            lock.lock();
            for (Callable<?> call : calls) {
                assertThat(Caller.of(call::call).failure()).isInstanceOf(IllegalMonitorStateException.class);
            }
            lock.unlock();
        }
    }

    private static boolean wake(Runnable call) {
        call.run();
        return true;
    }

    @Test
    @Case("COND-03")
    void anInterruptedWaiter_hasTheLockAgain() throws Exception {
        SharedLock lock = manager.lock();
        Condition condition = lock.newCondition();
        var waiting = new AtomicInteger();
        var lockedAtTheEnd = new AtomicInteger();
        Caller<Boolean> waiter = Caller.of(() -> locked(lock, () -> {
            waiting.incrementAndGet();
            try {
                return condition.await(150, TimeUnit.SECONDS);
            } finally {
                lockedAtTheEnd.set(lock.tryLock() ? 0 : 1);
            }
        }));
        await().until(() -> locked(lock, waiting::get) == 1);
        locked(lock, () -> {
            waiter.interrupt();
            assertThat(waiter.isDone()).as("without the lock").isFalse();
            return true;
        });
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(lockedAtTheEnd).hasValue(1);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void awaitUninterruptibly_keepsTheFlag() throws Exception {
        SharedLock lock = manager.lock();
        Condition condition = lock.newCondition();
        var waiting = new AtomicInteger();
        Caller<Boolean> waiter = Caller.of(() -> locked(lock, () -> {
            waiting.incrementAndGet();
            condition.awaitUninterruptibly();
            return Thread.currentThread().isInterrupted();
        }));
        await().until(() -> locked(lock, waiting::get) == 1);
        waiter.interrupt();
        assertThat(waiter.isDone()).isFalse();
        signal(lock, condition, 1);
        assertThat(waiter.value()).isTrue();
    }

    @Test
    void await_givesUpAllHoldsOfAReentrantLock_andTakesThemAgain() throws Exception {
        SharedLock lock = manager.reentrantLock();
        Condition condition = lock.newCondition();
        var waiting = new AtomicInteger();
        Caller<Integer> waiter = Caller.of(() -> locked(
                lock,
                () -> locked(lock, () -> {
                    waiting.incrementAndGet();
                    condition.await();
                    lock.unlock();
                    int heldStill = lock.isLocked() ? 1 : 0;
                    lock.lock();
                    return heldStill;
                })));
        await().until(() -> locked(lock, waiting::get) == 1);
        signal(lock, condition, 1);
        assertThat(waiter.value()).isEqualTo(1);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void conditionsOfOneLock_areApart() throws Exception {
        SharedLock lock = manager.lock();
        Condition one = lock.newCondition();
        Condition other = lock.newCondition();
        var waiting = new AtomicInteger();
        Caller<Boolean> waiter = Caller.of(() -> waitOnce(lock, one, waiting));
        await().until(() -> locked(lock, waiting::get) == 1);
        signal(lock, other, 3);
        assertThat(locked(lock, waiter::isDone)).isFalse();
        signal(lock, one, 1);
        assertThat(waiter.value()).isTrue();
        assertThat(one).isNotEqualTo(other);
    }
}
