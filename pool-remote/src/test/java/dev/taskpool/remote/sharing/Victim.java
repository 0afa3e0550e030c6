package dev.taskpool.remote.sharing;

import dev.taskpool.process.Connection;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedEvent;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;

/**
 * A process that holds, waits for, has taken and has sent all sorts of things, until it is killed.
 *
 * @param ready opened once it does all of that
 * @param held held once
 * @param heldTwice held twice
 * @param wanted waited for
 * @param permits two of them held
 * @param nextPermits waited for
 * @param meeting waited at
 * @param lastArrived arrived at last, and its action never returns
 * @param acting opened by that action
 * @param knocks waited for
 * @param bells waited for
 * @param redelivered three taken, one done
 * @param plain two taken, none done
 * @param full waits to put 99
 * @param end has sent "one", "two" and "three", and waits for an answer
 */
record Victim(
        Gate ready,
        SharedLock held,
        SharedLock heldTwice,
        SharedLock wanted,
        SharedSemaphore permits,
        SharedSemaphore nextPermits,
        SharedBarrier meeting,
        SharedBarrier lastArrived,
        Gate acting,
        Signal knocks,
        Signal bells,
        SharedEvent event,
        SharedQueue<Integer> empty,
        SharedQueue<String> redelivered,
        SharedQueue<String> plain,
        SharedQueue<Integer> full,
        Connection<String> end)
        implements Serializable {
    /** A condition, and whether the process has begun to wait for it, which the lock guards. */
    record Signal(SharedLock lock, Condition condition, SharedLong waiting) implements Serializable {
        static Signal of(Manager manager) {
            SharedLock lock = manager.lock();
            return new Signal(lock, lock.newCondition(), manager.longValue(0));
        }

        @SuppressWarnings("WaitNotInLoop") // who wakes it is what is tried
        boolean await() throws InterruptedException {
            try (SharedLock.Held held = lock.hold()) {
                waiting.addAndGet(1);
                condition.await();
                return held != null;
            }
        }

        boolean isAwaitedBy(int number) throws InterruptedException {
            try (SharedLock.Held held = lock.hold()) {
                return held != null && waiting.get() == number;
            }
        }
    }

    private interface Role {
        void play() throws Exception;
    }

    /** The process's target. */
    @SuppressWarnings("LockNotBeforeTry") // it dies with them
    void play() throws Exception {
        held.lock();
        heldTwice.lock();
        heldTwice.lock();
        permits.acquire();
        permits.acquire();
        for (int i = 0; i < 3; i++) {
            redelivered.take();
        }
        redelivered.taskDone();
        plain.take();
        plain.take();
        for (String message : List.of("one", "two", "three")) {
            end.send(message);
        }
        List<Thread> threads = new ArrayList<>();
        for (Role role : List.<Role>of(
                wanted::lock,
                nextPermits::acquire,
                meeting::await,
                lastArrived::await,
                knocks::await,
                bells::await,
                event::await,
                empty::take,
                () -> full.put(99),
                plain::joinTasks,
                end::receive)) {
            threads.add(start(role));
        }
        awaitWaiting(threads);
        acting.await();
        ready.open();
        hang();
    }

    private static Thread start(Role role) {
        Thread thread = new Thread(() -> {
            try {
                role.play();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static void awaitWaiting(List<Thread> threads) throws InterruptedException {
        while (!threads.stream().allMatch(Caller::isWaiting)) {
            Thread.sleep(5);
        }
    }

    static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
