package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shared semaphore counts permits and hands them out in turn. */
class SharedSemaphoreIT extends SharingFixture {
    @Test
    @Case("SEM-01")
    void permits_areCounted() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(2);
        semaphore.acquire();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        semaphore.release(3);
        assertThat(semaphore.availablePermits()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(0));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.semaphore(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.boundedSemaphore(-1));
    }

    @Test
    @Case("SEM-01")
    void timedAttempt_waitsAsLongAsItMay() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(0);
        long begun = System.nanoTime();
        assertThat(semaphore.tryAcquire(MOMENT)).isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MOMENT.toNanos());
        assertThat(semaphore.tryAcquire(Duration.ZERO)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.tryAcquire(Duration.ofNanos(-1)));
        Caller<Boolean> patient = Caller.of(() -> semaphore.tryAcquire(Duration.ofSeconds(Long.MAX_VALUE)));
        await().until(patient::isWaiting);
        semaphore.release();
        assertThat(patient.value()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    @Case("SEM-02")
    void aBoundedSemaphore_neverHasMoreThanAtFirst() throws Exception {
        SharedSemaphore semaphore = manager.boundedSemaphore(2);
        assertThatIllegalStateException().isThrownBy(semaphore::release);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.acquire();
        assertThatIllegalStateException().isThrownBy(() -> semaphore.release(2));
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    @Test
    @Case("SEM-03")
    void release_letsAsManyGoOn() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(0);
        List<Caller<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(Caller.of(() -> semaphore.tryAcquire(LIMIT)));
            await().until(waiters.get(i)::isWaiting);
        }
        semaphore.release(3);
        await().until(() -> waiters.stream().filter(Caller::isDone).count() >= 3);
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(waiters.stream().filter(Caller::isDone)).hasSize(3);
        semaphore.release(2);
        for (Caller<Boolean> waiter : waiters) {
            assertThat(waiter.value()).isTrue();
        }
    }

    @Test
    void anInterruptedWaiter_takesNone_andOneThatDoesNotCallMayRelease() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(1);
        semaphore.acquire();
        Caller<Boolean> waiter = Caller.of(() -> semaphore.tryAcquire(LIMIT));
        await().until(waiter::isWaiting);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        Caller.of(() -> {
                    semaphore.release();
                    return true;
                })
                .value();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }
}
