package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.shared.SharedLongArray;
import dev.taskpool.sync.Manager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** One adds to a number, another one subtracts as often, without a lock and under one. */
public final class AddAndSubtract {
    private static final int TIMES = 1_000;
    private static final int NUMBER = 0;
    private static final int ARRIVED = 1;

    private AddAndSubtract() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) {
        RunsOn on = RunsOn.from(args);
        try (SharedLongArray memory = SharedLongArray.create(2)) {
            TaskAction add = () -> change(memory, 1);
            TaskAction subtract = () -> change(memory, -1);
            System.out.println("without a lock: " + race(on, memory, add, subtract) + ", 0 by luck alone");
            if (on == RunsOn.THREADS) {
                Lock lock = new ReentrantLock();
                System.out.println("with a lock: " + race(on, memory, under(lock, add), under(lock, subtract)));
                return;
            }
            try (Manager manager = Manager.start()) {
                Lock lock = manager.lock();
                System.out.println("with a lock: " + race(on, memory, under(lock, add), under(lock, subtract)));
            }
        }
    }

    private static long race(RunsOn on, SharedLongArray memory, TaskAction first, TaskAction second) {
        memory.copyFrom(new long[] {0, 0});
        CompletableFuture<Void> one = on.start(() -> repeat(memory, first));
        CompletableFuture<Void> other = on.start(() -> repeat(memory, second));
        one.join();
        other.join();
        return memory.get(NUMBER);
    }

    private static void repeat(SharedLongArray memory, TaskAction step) throws Exception {
        memory.getAndAdd(ARRIVED, 1);
        while (memory.get(ARRIVED) < 2) {
            LockSupport.parkNanos(1_000); // a process takes long to start: both begin now
        }
        for (int i = 0; i < TIMES; i++) {
            step.run();
        }
    }

    private static TaskAction under(Lock lock, TaskAction step) {
        return () -> {
            lock.lock();
            try {
                step.run();
            } finally {
                lock.unlock();
            }
        };
    }

    /** {@code getAndAdd} would be one step, and need no lock. */
    private static void change(SharedLongArray memory, long by) {
        long before = memory.get(NUMBER);
        LockSupport.parkNanos(1); // long enough for somebody else to come in between
        memory.set(NUMBER, before + by);
    }
}
