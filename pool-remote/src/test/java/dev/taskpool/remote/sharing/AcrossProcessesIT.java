package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedEvent;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import java.io.EOFException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What threads do with shared objects, processes do as well. */
class AcrossProcessesIT extends SharingFixture {
    @Test
    @Case("QUEUE-03")
    void elements_ofSeveralProducers_comeInTheOrderOfEach() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        AsyncResult<Void> child =
                shared().runAsync(() -> IntStream.range(10, 20).forEach(queue::add));
        IntStream.range(0, 10).forEach(queue::add);
        var all = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            all.add(queue.take());
        }
        child.join();
        assertThat(all.stream().filter(element -> element < 10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(all.stream().filter(element -> element >= 10))
                .containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        assertThat(queue.poll()).isNull();
    }

    @Test
    @Case({"QUEUE-01", "QUEUE-02", "QUEUE-04"})
    void aChild_drainsABoundedQueue_andTellsWhatIsDone() throws Exception {
        SharedQueue<Integer> queue = manager.queue(6);
        SharedQueue<Integer> squares = manager.queue();
        AsyncResult<Void> child = shared().runAsync(() -> {
            for (int element = queue.take(); element >= 0; element = queue.take()) {
                squares.put(element * element);
                queue.taskDone();
            }
            queue.taskDone();
        });
        for (int i = 0; i < 100; i++) {
            queue.put(i);
        }
        queue.joinTasks();
        assertThat(squares).hasSize(100).endsWith(99 * 99);
        queue.put(-1);
        child.join();
        assertThat(queue.joinTasks(MOMENT)).isTrue();
    }

    @Test
    @Case({"LOCK-01", "LOCK-02", "LOCK-03"})
    @SuppressWarnings("LockNotBeforeTry") // who may release it is what is tried
    void aLockHeldHere_isHeldThere() throws Exception {
        SharedLock lock = manager.lock();
        SharedLock reentrant = manager.reentrantLock();
        lock.lock();
        reentrant.lock();
        assertThat(shared().apply(() ->
                        List.of(lock.isLocked(), lock.tryLock(), reentrant.isLocked(), reentrant.tryLock())))
                .containsExactly(true, false, true, false);
        assertThat(shared().apply(() -> lock.tryLock(10, TimeUnit.MILLISECONDS)))
                .isFalse();
        assertThat(shared().apply(() -> mayRelease(reentrant))).isFalse();
        assertThat(shared().apply(() -> mayRelease(lock))).isTrue();
        assertThat(lock.isLocked()).isFalse();
        assertThat(reentrant.isLocked()).isTrue();
        reentrant.unlock();
        assertThat(shared().apply(() -> reentrant.tryLock() && mayRelease(reentrant)))
                .isTrue();
    }

    private static boolean mayRelease(SharedLock lock) {
        try {
            lock.unlock();
            return true;
        } catch (IllegalMonitorStateException e) {
            return false;
        }
    }

    @Test
    @Case("LOCK-04")
    void processes_countUnderALock() throws Exception {
        SharedLock lock = manager.lock();
        SharedLong count = manager.longValue(0);
        AsyncResult<Void> children = shared().runAsync(() -> count(lock, count, 500));
        AsyncResult<Void> more = shared().runAsync(() -> count(lock, count, 500));
        count(lock, count, 1_000);
        children.join();
        more.join();
        assertThat(count.get()).isEqualTo(2_000);
        assertThat(lock.isLocked()).isFalse();
    }

    private static void count(SharedLock lock, SharedLong count, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try (SharedLock.Held held = lock.hold()) {
                long before = count.get();
                Thread.onSpinWait();
                count.set(before + 1);
                assertThat(held).isNotNull();
            }
        }
    }

    @Test
    void aProcessThatComesBackAtOnce_doesNotKeepOthersOut() throws Exception {
        SharedLock lock = manager.lock();
        SharedEvent enough = manager.event();
        SharedLong turns = manager.longValue(0);
        AsyncResult<Void> greedy = shared().runAsync(() -> {
            while (!enough.isSet()) {
                for (int i = 0; i < 1_000; i++) {
                    try (SharedLock.Held held = lock.hold()) {
                        assertThat(held).isNotNull();
                        turns.addAndGet(1);
                    }
                }
            }
        });
        await().until(() -> turns.get() > 0);
        for (int i = 0; i < 100; i++) {
            try (SharedLock.Held held = lock.hold()) {
                assertThat(held).isNotNull();
            }
        }
        enough.set();
        greedy.join();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Case("SEM-03")
    void noMoreThanPermitted_areInside() {
        SharedSemaphore semaphore = manager.semaphore(3);
        SharedLong inside = manager.longValue(0);
        SharedLong most = manager.longValue(0);
        shared().forEach(
                        ignored -> {
                            List<Thread> threads = IntStream.range(0, 2)
                                    .mapToObj(i -> new Thread(() -> enter(semaphore, inside, most)))
                                    .toList();
                            threads.forEach(Thread::start);
                            for (Thread thread : threads) {
                                thread.join();
                            }
                        },
                        Inputs.range(2),
                        1);
        assertThat(most.get()).isBetween(1L, 3L);
        assertThat(inside.get()).isZero();
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    private static void enter(SharedSemaphore semaphore, SharedLong inside, SharedLong most) {
        try {
            for (int i = 0; i < 50; i++) {
                semaphore.acquire();
                long now = inside.addAndGet(1);
                most.updateAndGet(before -> Math.max(before, now));
                Thread.sleep(0, 100_000); // the visit itself
                inside.addAndGet(-1);
                semaphore.release();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Case({"EVENT-01", "COND-02"})
    void aChild_setsAnEvent_andReachesAState() throws Exception {
        SharedEvent event = manager.event();
        SharedLock lock = manager.lock();
        Condition changed = lock.newCondition();
        SharedLong state = manager.longValue(0);
        AsyncResult<Void> child = shared().runAsync(() -> {
            event.set();
            for (int i = 0; i < 4; i++) {
                lock.lock();
                try {
                    state.addAndGet(1);
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        });
        assertThat(event.await(LIMIT)).isTrue();
        lock.lock();
        try {
            while (state.get() != 4) {
                assertThat(changed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            while (state.get() == 4 && changed.await(10, TimeUnit.MILLISECONDS)) {
                fail("nobody signals any more");
            }
        } finally {
            lock.unlock();
        }
        child.join();
    }

    @Test
    @Case({"BARR-01", "BARR-03"})
    void processes_goOnTogether() throws Exception {
        SharedLong trips = manager.longValue(0);
        SharedBarrier barrier = manager.barrier(3, () -> trips.addAndGet(1));
        AsyncResult<Long> one = shared().applyAsync(() -> pass(barrier, trips));
        AsyncResult<Long> other = shared().applyAsync(() -> pass(barrier, trips));
        long here = pass(barrier, trips);
        assertThat(here + one.join() + other.join()).isEqualTo(100 * (0 + 1 + 2));
        assertThat(trips.get()).isEqualTo(100);
    }

    private static long pass(SharedBarrier barrier, SharedLong trips) throws Exception {
        long numbers = 0;
        for (int round = 1; round <= 100; round++) {
            numbers += barrier.await();
            if (trips.get() != round) {
                throw new IllegalStateException("trip " + trips.get() + " in round " + round);
            }
        }
        return numbers;
    }

    @Test
    @Case({"PIPE-01", "PIPE-04"})
    void aPipesEnd_sentThroughAQueue_isUsedByTheChild() throws Exception {
        SharedQueue<Connection<Object>> ends = manager.queue();
        Pipe<Object> pipe = Pipe.open();
        AsyncResult<Void> echo = shared().runAsync(() -> {
            try (Connection<Object> end = ends.take()) {
                for (Object message = end.receive(); !"end".equals(message); message = end.receive()) {
                    end.send(message);
                }
            }
        });
        ends.put(pipe.right());
        try (Connection<Object> left = pipe.left()) {
            for (Object message : new Object[] {"HELLO", null, List.of(1, 2), "w".repeat(500_000)}) {
                left.send(message);
                assertThat(left.receive()).isEqualTo(message);
            }
            left.send("end");
            echo.join();
            assertThatExceptionOfType(EOFException.class).isThrownBy(left::receive);
        }
    }

    /** One of each. */
    private record Kit(
            SharedQueue<Object> queue,
            SharedLock lock,
            Condition condition,
            SharedSemaphore semaphore,
            SharedEvent event,
            SharedBarrier barrier,
            ConcurrentMap<String, Object> map,
            List<Object> list,
            SharedLong number,
            OwnObjectsIT.Account account)
            implements Serializable {}

    private Kit kit() {
        SharedLock lock = manager.reentrantLock();
        return new Kit(
                manager.queue(),
                lock,
                lock.newCondition(),
                manager.boundedSemaphore(1),
                manager.event(),
                manager.barrier(1),
                manager.map(),
                manager.list(),
                manager.longValue(1),
                manager.share(OwnObjectsIT.Account.class, new OwnObjectsIT.Purse()));
    }

    @Test
    @Case({"MGR-03", "MGR-04"})
    void eachKind_worksInAChild_alsoIfItComesInARecordThroughAQueue() throws Exception {
        SharedQueue<Kit> kits = manager.queue();
        Kit kit = kit();
        kits.put(kit);
        Kit back = shared().apply(() -> {
            Kit there = kits.take();
            use(there);
            return there;
        });
        assertThat(back).isEqualTo(kit);
        assertThat(kit.queue().take()).isEqualTo("used");
        assertThat(kit.lock().isLocked()).isFalse();
        assertThat(kit.semaphore().availablePermits()).isEqualTo(1);
        assertThat(kit.event().isSet()).isTrue();
        assertThat(kit.map()).containsOnlyKeys("itself");
        assertThat(kit.map().get("itself")).isEqualTo(kit.map());
        assertThat(kit.list()).containsExactly("used", kit.queue());
        assertThat(kit.number().get()).isEqualTo(2);
        assertThat(kit.account().deposit(0)).isEqualTo(7);
    }

    private static void use(Kit kit) throws Exception {
        kit.queue().put("used");
        try (SharedLock.Held held = kit.lock().hold()) {
            assertThat(held).isNotNull();
            kit.condition().signalAll();
        }
        kit.semaphore().acquire();
        kit.semaphore().release();
        kit.event().set();
        kit.barrier().await();
        kit.map().put("itself", kit.map());
        kit.list().addAll(List.of("used", kit.queue()));
        kit.number().addAndGet(1);
        kit.account().deposit(7);
    }

    @Test
    @Case("MGR-03")
    void aNamespaceAndAllKindsOfQueue_workInAChild() throws Exception {
        var namespace = manager.namespace();
        List<SharedQueue<Integer>> queues =
                List.of(manager.queue(3), manager.lifoQueue(3), manager.priorityQueue(3), manager.redeliveringQueue(3));
        var number = manager.doubleValue(1);
        shared().run(() -> {
            namespace.set("pid", ProcessHandle.current().pid());
            number.addAndGet(0.5);
            for (SharedQueue<Integer> queue : queues) {
                queue.addAll(List.of(2, 3, 1));
            }
        });
        assertThat(namespace.get("pid")).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(number.get()).isEqualTo(1.5);
        var heads = new ArrayList<Integer>();
        for (SharedQueue<Integer> queue : queues) {
            heads.add(queue.take());
        }
        assertThat(heads).containsExactly(2, 1, 1, 2);
    }
}
