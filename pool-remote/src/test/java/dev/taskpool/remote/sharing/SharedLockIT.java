package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.sync.SharedLock;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shared lock is a Lock: one holder at a time, and the next one in its turn. */
@SuppressWarnings("LockNotBeforeTry") // who holds it when is what is tried
class SharedLockIT extends SharingFixture {
    @Test
    @Case("LOCK-01")
    void lock_isHeldOnce_andRefusedMeanwhile() throws Exception {
        SharedLock lock = manager.lock();
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.tryLock()).isFalse();
        assertThat(Caller.of(lock::tryLock).value()).isFalse();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @Test
    @Case("LOCK-01")
    void hold_isReleasedByItsClose_once() throws Exception {
        SharedLock lock = manager.lock();
        SharedLock.Held held = lock.hold();
        assertThat(lock.isLocked()).isTrue();
        held.close();
        assertThat(lock.isLocked()).isFalse();
        try (SharedLock.Held next = lock.hold()) {
            held.close();
            assertThat(lock.isLocked()).isTrue();
            assertThat(next).isNotSameAs(held);
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Case("LOCK-02")
    void reentrantLock_isHeldAsOftenAsItWasTaken() throws Exception {
        SharedLock lock = manager.reentrantLock();
        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(Caller.of(lock::tryLock).value()).isFalse();
            lock.unlock();
        }
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
        assertThat(Caller.of(() -> takeAndRelease(lock)).value()).isTrue();
    }

    private static boolean takeAndRelease(SharedLock lock) throws InterruptedException {
        try (SharedLock.Held held = lock.hold()) {
            assertThat(held).isNotNull();
            return lock.isLocked();
        }
    }

    @Test
    @Case("LOCK-03")
    void timedAttempt_failsWhenTimeIsUp_andHarmsNothing() throws Exception {
        SharedLock lock = manager.lock();
        lock.lock();
        long begun = System.nanoTime();
        assertThat(Caller.of(() -> lock.tryLock(50, TimeUnit.MILLISECONDS)).value())
                .isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(Caller.of(() -> lock.tryLock(0, TimeUnit.SECONDS)).value()).isFalse();
        Caller<Boolean> patient = Caller.of(() -> lock.tryLock(150, TimeUnit.SECONDS));
        await().until(patient::isWaiting);
        lock.unlock();
        assertThat(patient.value()).isTrue();
        assertThat(lock.isLocked()).isTrue();
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @Test
    @Case("LOCK-03")
    void anotherThread_mayReleaseALock_butNotAReentrantOne() throws Exception {
        SharedLock lock = manager.lock();
        lock.lock();
        Caller.of(() -> release(lock)).value();
        assertThat(lock.isLocked()).isFalse();
        SharedLock reentrant = manager.reentrantLock();
        reentrant.lock();
        assertThat(Caller.of(() -> release(reentrant)).failure()).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(reentrant.isLocked()).isTrue();
        reentrant.unlock();
        assertThat(reentrant.isLocked()).isFalse();
    }

    private static boolean release(SharedLock lock) {
        lock.unlock();
        return true;
    }

    @Test
    void anInterruptedWaiter_givesUp_andOneThatCannotBeInterruptedDoesNot() throws Exception {
        SharedLock lock = manager.lock();
        lock.lock();
        List<Caller<Boolean>> hasty =
                List.of(Caller.of(() -> takeAndRelease(lock)), Caller.of(() -> lock.tryLock(150, TimeUnit.SECONDS)));
        Caller<Boolean> stubborn = Caller.of(() -> {
            lock.lock();
            return Thread.currentThread().isInterrupted();
        });
        for (Caller<Boolean> waiter : hasty) {
            await().until(waiter::isWaiting);
            waiter.interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
        await().until(stubborn::isWaiting);
        stubborn.interrupt();
        assertThat(stubborn.isDone()).isFalse();
        lock.unlock();
        assertThat(stubborn.value()).as("still interrupted").isTrue();
        lock.unlock();
        assertThat(takeAndRelease(lock)).isTrue();
    }

    @Test
    void manyThreads_countUnderIt_andNoneStarves() throws Exception {
        SharedLock lock = manager.reentrantLock();
        int[] count = {0};
        List<Caller<Integer>> counters = Stream.generate(() -> Caller.of(() -> count(lock, count)))
                .limit(4)
                .toList();
        for (Caller<Integer> counter : counters) {
            assertThat(counter.value()).isEqualTo(500);
        }
        assertThat(count[0]).isEqualTo(2_000);
        assertThat(lock.isLocked()).isFalse();
    }

    private static int count(SharedLock lock, int[] count) throws InterruptedException {
        int done = 0;
        for (int i = 0; i < 500; i++) {
            try (SharedLock.Held held = lock.hold()) {
                assertThat(held).isNotNull();
                count[0]++;
                done++;
            }
        }
        return done;
    }
}
