package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import java.io.Serializable;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At whatever moment of taking and releasing a process is killed, locks, permits and signals go on to others. */
class KilledHolderIT extends SharingFixture {
    private static final int ROUNDS = 5;

    /** Work without pause. */
    private record Mill(
            SharedLock lock,
            SharedLock reentrant,
            SharedLock turns,
            Condition turned,
            SharedSemaphore permits,
            SharedLong grinds)
            implements Serializable {
        static Mill of(Manager manager) {
            SharedLock turns = manager.lock();
            return new Mill(
                    manager.lock(),
                    manager.reentrantLock(),
                    turns,
                    turns.newCondition(),
                    manager.boundedSemaphore(2),
                    manager.longValue(0));
        }

        private interface Step {
            void take() throws InterruptedException;
        }

        /** The killed process's target. */
        void grindForever() {
            for (Step step : List.<Step>of(this::hold, this::holdTwice, this::turn, this::turn, this::permit)) {
                new Thread(() -> {
                            try {
                                while (true) {
                                    step.take();
                                    grinds.getAndAdd(1);
                                }
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .start();
            }
        }

        void hold() throws InterruptedException {
            lock.hold().close();
        }

        void holdTwice() throws InterruptedException {
            try (SharedLock.Held held = reentrant.hold()) {
                reentrant.hold().close();
                assertThat(held).isNotNull();
            }
        }

        @SuppressWarnings("WaitNotInLoop") // any turn will do
        void turn() throws InterruptedException {
            try (SharedLock.Held held = turns.hold()) {
                turned.signal();
                assertThat(held).isNotNull();
                turned.await(1, TimeUnit.MILLISECONDS);
            }
        }

        void permit() throws InterruptedException {
            permits.acquire();
            permits.release();
        }

        /** Whether all of it can still be done. */
        boolean grindAFewTimes() throws InterruptedException {
            for (int i = 0; i < 20; i++) {
                hold();
                holdTwice();
                turn();
                permit();
            }
            return true;
        }
    }

    @Test
    void othersGoOn_wheneverTheHolderIsKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Mill mill = Mill.of(manager);
            int enough = 1 + random.nextInt(2_000);
            int spins = random.nextInt(100_000);
            try (JvmProcess process = QuickStart.process(mill::grindForever).start()) {
                List<Caller<Boolean>> others = IntStream.range(0, 2)
                        .mapToObj(i -> Caller.of(() -> grindWhileItRuns(mill, process)))
                        .toList();
                await().until(() -> mill.grinds().get() >= enough);
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                process.kill();
                process.join();
                for (Caller<Boolean> other : others) {
                    assertThat(other.value()).as("seed " + seed).isTrue();
                }
            }
            assertThat(mill.grindAFewTimes()).as("seed " + seed).isTrue();
            assertThat(mill.lock().isLocked()).as("seed " + seed).isFalse();
            assertThat(mill.reentrant().isLocked()).as("seed " + seed).isFalse();
            assertThat(mill.turns().isLocked()).as("seed " + seed).isFalse();
            await().until(() -> mill.permits().availablePermits() == 2);
        }
    }

    private static boolean grindWhileItRuns(Mill mill, JvmProcess process) throws InterruptedException {
        while (process.isAlive()) {
            mill.grindAFewTimes();
        }
        return mill.grindAFewTimes();
    }

    @Test
    void theEndOfAProcess_releasesWhatItHeld_thoughNobodyKilledIt() throws Exception {
        SharedLock lock = manager.lock();
        SharedSemaphore permits = manager.semaphore(1);
        try (JvmProcess process = QuickStart.process(() -> {
                    lock.lockInterruptibly();
                    permits.acquire();
                })
                .start()) {
            assertThat(process.join(LIMIT)).isTrue();
            assertThat(process.exitCode()).hasValue(0);
        }
        assertThat(lock.tryLock(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(permits.tryAcquire(LIMIT)).isTrue();
        lock.unlock();
    }
}
