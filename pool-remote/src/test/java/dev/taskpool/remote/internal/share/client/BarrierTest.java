package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolException;
import dev.taskpool.sync.SharedBarrier;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BarrierTest {
    private final OwnManager manager = OwnManager.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
        manager.close();
    }

    @Test
    void await_inAnInterruptedThread_breaksIt() {
        SharedBarrier barrier = manager.barrier(2);
        Future<Integer> other = threads.submit(() -> barrier.await());
        await().until(() -> barrier.waiting() == 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(other::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BrokenBarrierException.class);
    }

    private static final CountDownLatch acts = new CountDownLatch(1);
    private static final CountDownLatch fails = new CountDownLatch(1);

    private static void failLater() throws InterruptedException {
        acts.countDown();
        fails.await();
        throw new IllegalStateException("too late");
    }

    @Test
    void actionFailsAfterReset_theNextRoundStands() throws Exception {
        SharedBarrier barrier = manager.barrier(1, BarrierTest::failLater);
        Future<Integer> party = threads.submit(() -> barrier.await());
        acts.await();
        barrier.reset();
        fails.countDown();
        assertThatThrownBy(party::get).hasCauseInstanceOf(PoolException.class);
        assertThat(barrier.isBroken()).isFalse();
    }
}
