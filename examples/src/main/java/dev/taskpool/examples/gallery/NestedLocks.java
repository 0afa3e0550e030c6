package dev.taskpool.examples.gallery;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Ten threads hold a lock in one function that calls another which takes it too: re-entrance avoids a deadlock. */
public final class NestedLocks {
    private static final int WORKERS = 10;

    private static final ReentrantLock lock = new ReentrantLock();
    private static int num;
    private static int num2;

    private NestedLocks() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        num = 0;
        num2 = 0;
        List<Thread> workers = Stream.generate(() -> new Thread(NestedLocks::outer))
                .limit(WORKERS)
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        System.out.println("num " + num + ", num2 " + num2);
    }

    private static void outer() {
        lock.lock();
        try {
            num++;
            inner();
        } finally {
            lock.unlock();
        }
    }

    private static void inner() {
        lock.lock();
        try {
            num2++;
        } finally {
            lock.unlock();
        }
    }
}
