package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolException;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.LeavesNothingBehind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a manager is the end of every call on its objects. */
@Timeout(200)
@ExtendWith(LeavesNothingBehind.class)
class ManagerEndIT {
    /** Calls that wait until the manager ends, by name. */
    @SuppressWarnings("WaitNotInLoop") // nobody wakes it
    private static Map<String, Callable<?>> waits(Manager manager) throws InterruptedException {
        Map<String, Callable<?>> waits = new LinkedHashMap<>();
        SharedQueue<Integer> empty = manager.queue();
        SharedQueue<Integer> full = manager.queue(1);
        full.put(1);
        waits.put("take", empty::take);
        waits.put("poll", () -> empty.poll(150, TimeUnit.SECONDS));
        waits.put("put", () -> call(() -> full.put(2)));
        waits.put("offer", () -> full.offer(2, 150, TimeUnit.SECONDS));
        waits.put("joinTasks", () -> call(full::joinTasks));
        SharedLock held = manager.lock();
        held.lock();
        waits.put("lock", () -> call(held::lock));
        waits.put("hold", held::hold);
        waits.put("tryLock", () -> held.tryLock(150, TimeUnit.SECONDS));
        SharedLock lock = manager.reentrantLock();
        var condition = lock.newCondition();
        waits.put("Condition.await", () -> {
            lock.lock();
            return condition.await(150, TimeUnit.SECONDS);
        });
        SharedSemaphore none = manager.semaphore(0);
        waits.put("acquire", () -> call(none::acquire));
        waits.put("tryAcquire", () -> none.tryAcquire(SharingFixture.LIMIT));
        var event = manager.event();
        waits.put("Event.await", () -> event.await(SharingFixture.LIMIT));
        var barrier = manager.barrier(2);
        waits.put("Barrier.await", barrier::await);
        return waits;
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static boolean call(Waiting call) throws InterruptedException {
        call.run();
        return true;
    }

    @Test
    void close_endsAllWhoWait_withAnErrorThatSaysSo() throws Exception {
        Manager manager = Manager.start();
        Map<String, Caller<?>> callers = new LinkedHashMap<>();
        waits(manager).forEach((name, call) -> callers.put(name, Caller.of(call)));
        for (Caller<?> caller : callers.values()) {
            await().until(caller::isWaiting);
        }
        assertThat(callers.values()).noneMatch(Caller::isDone);
        manager.close();
        manager.close();
        for (Map.Entry<String, Caller<?>> caller : callers.entrySet()) {
            assertThat(caller.getValue().failure())
                    .as(caller.getKey())
                    .isInstanceOf(PoolException.class)
                    .hasMessageContaining("manager");
        }
    }

    @Test
    void callsAfterClose_areRefused() throws Exception {
        Manager manager = Manager.start();
        Map<String, Callable<?>> calls = new LinkedHashMap<>(waits(manager));
        SharedLock free = manager.lock();
        var number = manager.longValue(1);
        var fraction = manager.doubleValue(1);
        var map = manager.map();
        var list = manager.list();
        var namespace = manager.namespace();
        calls.put("tryLock of a free one", free::tryLock);
        calls.put("isLocked", free::isLocked);
        calls.put("newCondition", free::newCondition);
        calls.put("SharedLong.get", number::get);
        calls.put("SharedLong.getAndAdd", () -> number.getAndAdd(1));
        calls.put("SharedDouble.set", () -> call(() -> fraction.set(2)));
        calls.put("Map.get", () -> map.get("key"));
        calls.put("Map.size", map::size);
        calls.put("List.add", () -> list.add(1));
        calls.put("Namespace.names", namespace::names);
        calls.put("queue", manager::queue);
        calls.put("lock of the manager", manager::lock);
        calls.put("longValue", () -> manager.longValue(1));
        calls.put("share", () -> manager.share(Callable.class, () -> 1));
        manager.close();
        calls.forEach((name, call) -> assertThatExceptionOfType(PoolException.class)
                .as(name)
                .isThrownBy(call::call)
                .withMessageContaining("manager"));
    }

    @Test
    void close_doesNotWaitForAMethodOfOnesOwn() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Manager manager = Manager.start();
        Callable<?> slow = manager.share(Callable.class, () -> {
            begun.countDown();
            end.await();
            return 1;
        });
        Caller<?> caller = Caller.of(slow::call);
        begun.await();
        manager.close();
        assertThat(caller.failure()).isInstanceOf(PoolException.class);
        end.countDown();
    }

    @Test
    void managers_areApart() throws Exception {
        try (Manager one = Manager.start()) {
            SharedQueue<Integer> queue = one.queue();
            Manager other = Manager.start();
            SharedQueue<Integer> gone = other.queue();
            queue.put(1);
            gone.put(2);
            assertThat(queue).isNotEqualTo(gone);
            other.close();
            assertThat(queue.take()).isEqualTo(1);
            assertThatExceptionOfType(PoolException.class).isThrownBy(gone::take);
        }
    }
}
