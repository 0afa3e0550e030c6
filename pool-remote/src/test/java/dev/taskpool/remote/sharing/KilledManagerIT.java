package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolException;
import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedEvent;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import java.io.EOFException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

/** A manager's process that is killed takes its objects with it, and nobody waits for them any longer. */
class KilledManagerIT extends SharingFixture {
    /** What it served. */
    private record Estate(
            SharedQueue<Integer> queue,
            SharedLock held,
            SharedLock free,
            Condition condition,
            SharedSemaphore semaphore,
            SharedEvent event,
            SharedBarrier barrier,
            List<Integer> list,
            SharedLong number,
            Callable<Integer> own,
            Connection<String> end)
            implements Serializable {
        @SuppressWarnings("unchecked") // of these results
        static Estate of(Manager manager, Connection<String> end) {
            SharedLock held = manager.lock();
            held.lock();
            SharedLock free = manager.lock();
            return new Estate(
                    manager.queue(),
                    held,
                    free,
                    free.newCondition(),
                    manager.semaphore(0),
                    manager.event(),
                    manager.barrier(2),
                    manager.list(),
                    manager.longValue(1),
                    manager.share(Callable.class, () -> {
                        Victim.hang();
                        return 1;
                    }),
                    end);
        }

        @SuppressWarnings("WaitNotInLoop") // nobody wakes it
        Map<String, Callable<?>> waits() {
            Map<String, Callable<?>> waits = new LinkedHashMap<>();
            waits.put("take", queue::take);
            waits.put("hold", held::hold);
            waits.put("tryLock", () -> held.tryLock(150, TimeUnit.SECONDS));
            waits.put("Condition.await", () -> {
                free.lock();
                return condition.await(150, TimeUnit.SECONDS);
            });
            waits.put("tryAcquire", () -> semaphore.tryAcquire(LIMIT));
            waits.put("Event.await", () -> event.await(LIMIT));
            waits.put("Barrier.await", barrier::await);
            waits.put("a method of one's own", own);
            return waits;
        }

        Map<String, Callable<?>> calls() {
            Map<String, Callable<?>> calls = new LinkedHashMap<>(waits());
            calls.put("poll", queue::poll);
            calls.put("put", () -> queue.offer(1));
            calls.put("lock", free::tryLock);
            calls.put("List.add", () -> list.add(1));
            calls.put("SharedLong.get", number::get);
            calls.put("isSet", event::isSet);
            return calls;
        }
    }

    private static void serve(SharedQueue<Estate> heirs) throws InterruptedException {
        Pipe<String> pipe = Pipe.open();
        try (Manager own = Manager.start()) {
            heirs.put(Estate.of(own, pipe.right()));
            Victim.hang();
        }
    }

    @Test
    void callsOfOtherProcesses_failWhenItIsKilled() throws Exception {
        SharedQueue<Estate> heirs = manager.queue();
        Map<String, Caller<?>> callers = new LinkedHashMap<>();
        Estate estate;
        Caller<String> receiver;
        try (JvmProcess process = QuickStart.process(() -> serve(heirs)).start()) {
            estate = heirs.take();
            assertThat(estate.number().addAndGet(1)).isEqualTo(2);
            estate.list().add(7);
            assertThat(estate.list()).containsExactly(7);
            estate.waits().forEach((name, call) -> callers.put(name, Caller.of(call)));
            receiver = Caller.of(estate.end()::receive);
            for (Caller<?> caller : callers.values()) {
                await().until(caller::isWaiting);
            }
            assertThat(callers.values()).noneMatch(Caller::isDone);
            process.kill();
            for (Map.Entry<String, Caller<?>> caller : callers.entrySet()) {
                assertThat(caller.getValue().failure())
                        .as(caller.getKey())
                        .isInstanceOf(PoolException.class)
                        .hasMessageContaining("manager");
            }
            assertThat(receiver.failure()).isInstanceOfAny(EOFException.class, PoolException.class);
        }
        estate.calls()
                .forEach((name, call) ->
                        assertThatExceptionOfType(PoolException.class).as(name).isThrownBy(call::call));
    }
}
