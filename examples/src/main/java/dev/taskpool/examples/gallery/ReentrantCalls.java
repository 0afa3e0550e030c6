package dev.taskpool.examples.gallery;

import dev.taskpool.shared.SharedLongArray;
import dev.taskpool.sync.Manager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** A method that holds a lock calls two others that take it, which takes a re-entrant lock; a plain one refuses. */
public final class ReentrantCalls {
    private static final int A = 0;
    private static final int B = 1;
    private static final long PATIENCE_MILLIS = 100;

    private ReentrantCalls() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) {
        RunsOn on = RunsOn.from(args);
        if (on == RunsOn.THREADS) {
            run(on, new ReentrantLock(), new StampedLock().asWriteLock());
            return;
        }
        try (Manager manager = Manager.start()) {
            run(on, manager.reentrantLock(), manager.lock());
        }
    }

    private static void run(RunsOn on, Lock reentrant, Lock plain) {
        try (SharedLongArray numbers = SharedLongArray.create(2)) {
            numbers.copyFrom(new long[] {1, 1});
            on.start(() -> changeBoth(numbers, reentrant)).join();
            System.out.println("a=" + numbers.get(A) + ", b=" + numbers.get(B));
            on.start(() -> takeTwice(plain)).join();
        }
    }

    private static void changeBoth(SharedLongArray numbers, Lock lock) {
        lock.lock();
        try {
            changeA(numbers, lock);
            changeB(numbers, lock);
        } finally {
            lock.unlock();
        }
    }

    private static void changeA(SharedLongArray numbers, Lock lock) {
        lock.lock();
        try {
            numbers.set(A, numbers.get(A) + 1);
        } finally {
            lock.unlock();
        }
    }

    private static void changeB(SharedLongArray numbers, Lock lock) {
        lock.lock();
        try {
            numbers.set(B, numbers.get(A) + numbers.get(B));
        } finally {
            lock.unlock();
        }
    }

    private static void takeTwice(Lock plain) throws InterruptedException {
        plain.lock();
        try {
            boolean taken = plain.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS); // lock() would wait for ever
            System.out.println("a plain lock is taken twice: " + taken + ", its holder would wait for itself");
        } finally {
            plain.unlock();
        }
    }
}
