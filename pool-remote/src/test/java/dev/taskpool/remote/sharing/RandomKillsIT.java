package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads and processes do a bit of everything at random while processes are killed, and all adds up. */
class RandomKillsIT extends SharingFixture {
    private static final int KILLS = 4;
    private static final int THREADS = 3;
    private static final int PERMITS = 3;

    /** What a worker has put: the number tells whether one is missing. */
    private record Slip(int worker, int number) implements Serializable {}

    /** What all workers share. Each adds to {@code own} what it has added to {@code count}, a moment later. */
    private record Workshop(
            SharedLock lock,
            SharedLong holder,
            SharedLong count,
            SharedLong own,
            SharedLong faults,
            SharedSemaphore permits,
            SharedQueue<Slip> slips,
            SharedQueue<Integer> chores,
            SharedLong done,
            SharedLong stop)
            implements Serializable {

        void work(int worker, long seed) throws InterruptedException {
            var random = new Random(seed);
            for (int number = 0; stop.get() == 0; ) {
                switch (random.nextInt(4)) {
                    case 0 -> count(worker);
                    case 1 -> visit();
                    case 2 -> slips.put(new Slip(worker, number++));
                    default -> chore();
                }
            }
        }

        private void count(int worker) throws InterruptedException {
            try (SharedLock.Held held = lock.hold()) {
                holder.set(worker);
                long before = count.get();
                Thread.onSpinWait();
                count.set(before + 1);
                own.addAndGet(1);
                if (holder.get() != worker || held == null) {
                    faults.addAndGet(1);
                }
            }
        }

        private void visit() throws InterruptedException {
            permits.acquire();
            permits.release();
        }

        private void chore() throws InterruptedException {
            if (chores.poll(1, TimeUnit.MILLISECONDS) != null) {
                done.addAndGet(1);
                chores.taskDone();
            }
        }
    }

    private Workshop workshop() {
        return new Workshop(
                manager.lock(),
                manager.longValue(0),
                manager.longValue(0),
                manager.longValue(0),
                manager.longValue(0),
                manager.semaphore(PERMITS),
                manager.queue(50),
                manager.redeliveringQueue(1_000),
                manager.longValue(0),
                manager.longValue(0));
    }

    @Test
    void allAddsUp_whoeverIsKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Workshop shop = workshop();
        List<Caller<Boolean>> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> Caller.of(() -> work(shop, i, seed + i)))
                .toList();
        Map<Integer, Integer> slips = new ConcurrentHashMap<>();
        Caller<Boolean> collector = Caller.of(() -> collect(shop, slips));
        int chores = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int worker = THREADS + kill;
            long there = shop.own().get() + 300 + random.nextInt(500);
            try (JvmProcess process =
                    QuickStart.process(() -> shop.work(worker, seed + worker)).start()) {
                for (int i = 0; i < 100; i++, chores++) {
                    shop.chores().put(i);
                }
                await().until(() -> shop.own().get() >= there && slips.containsKey(worker));
                process.kill();
                process.join();
            }
        }
        assertThat(shop.chores().joinTasks(LIMIT)).as("seed " + seed).isTrue();
        shop.stop().set(1);
        for (Caller<Boolean> thread : threads) {
            assertThat(thread.value()).isTrue();
        }
        assertThat(collector.value()).as("seed " + seed).isTrue();
        assertThat(shop.faults().get()).as("seed " + seed).isZero();
        assertThat(shop.count().get() - shop.own().get()).as("seed " + seed).isBetween(0L, (long) KILLS);
        assertThat(shop.lock().isLocked()).isFalse();
        assertThat(shop.permits().availablePermits()).isEqualTo(PERMITS);
        assertThat(shop.chores().isEmpty()).isTrue();
        assertThat(shop.done().get()).as("seed " + seed).isBetween((long) chores, (long) chores + KILLS);
    }

    private static boolean work(Workshop shop, int worker, long seed) throws InterruptedException {
        shop.work(worker, seed);
        return true;
    }

    /** Takes slips until all is done and none comes any more. */
    private static boolean collect(Workshop shop, Map<Integer, Integer> next) throws InterruptedException {
        while (true) {
            boolean last = shop.stop().get() != 0;
            Slip slip = shop.slips().poll(20, TimeUnit.MILLISECONDS);
            if (slip != null) {
                assertThat(slip.number()).isEqualTo(next.getOrDefault(slip.worker(), 0));
                next.put(slip.worker(), slip.number() + 1);
            } else if (last) {
                return true;
            }
        }
    }
}
