package dev.taskpool.benchmarks.sharing;

import dev.taskpool.AsyncResult;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedEvent;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedSemaphore;
import java.util.List;

/** What it takes to take turns. */
final class Handoffs {
    private static final int CLOCK_INTERVAL = 100;

    private Handoffs() {}

    static List<Figure> measure(Bench bench) {
        return List.of(uncontended(bench), contended(bench), semaphores(bench), events(bench));
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing is done meanwhile
    private static Figure uncontended(Bench bench) {
        int times = bench.plan().accesses();
        SharedLock lock = bench.manager().lock();
        double[] nanos = bench.alone(() -> {
            for (int i = 0; i < times; i++) {
                lock.lock();
                lock.unlock();
            }
        });
        return Figure.of("lock, alone", "ns", Bench.each(times, 1, nanos));
    }

    private static Figure contended(Bench bench) {
        SharedLock lock = bench.manager().lock();
        long nanos = bench.plan().contention().toNanos();
        double[] rates = bench.runs(() -> {
            SharedBarrier start = bench.manager().barrier(2);
            AsyncResult<Long> other = bench.pool().applyAsync(() -> contend(lock, start, nanos));
            long times = bench.pool().apply(() -> contend(lock, start, nanos)) + other.join();
            return times * 1e9 / nanos;
        });
        return Figure.of("lock, two processes", "times/s", rates);
    }

    /** How often it gets the lock. */
    @SuppressWarnings("LockNotBeforeTry") // nothing is done meanwhile
    private static long contend(SharedLock lock, SharedBarrier start, long nanos) throws Exception {
        start.await();
        long begun = System.nanoTime();
        long times = 0;
        while (times % CLOCK_INTERVAL != 0 || System.nanoTime() - begun < nanos) {
            lock.lock();
            lock.unlock();
            times++;
        }
        return times;
    }

    private static Figure semaphores(Bench bench) {
        int trips = bench.plan().roundTrips();
        SharedSemaphore ping = bench.manager().semaphore(0);
        SharedSemaphore pong = bench.manager().semaphore(0);
        double[] nanos = bench.runs(() -> bench.once(
                () -> {
                    for (int i = 0; i < trips; i++) {
                        ping.acquire();
                        pong.release();
                    }
                },
                () -> {
                    for (int i = 0; i < trips; i++) {
                        ping.release();
                        pong.acquire();
                    }
                }));
        return Figure.of("semaphores, there and back", "us", Bench.each(trips, 1e3, nanos));
    }

    private static Figure events(Bench bench) {
        int trips = bench.plan().roundTrips();
        SharedEvent ping = bench.manager().event();
        SharedEvent pong = bench.manager().event();
        double[] nanos = bench.runs(() -> bench.once(
                () -> {
                    for (int i = 0; i < trips; i++) {
                        ping.await();
                        ping.clear();
                        pong.set();
                    }
                },
                () -> {
                    for (int i = 0; i < trips; i++) {
                        ping.set();
                        pong.await();
                        pong.clear();
                    }
                }));
        return Figure.of("events, there and back", "us", Bench.each(trips, 1e3, nanos));
    }
}
