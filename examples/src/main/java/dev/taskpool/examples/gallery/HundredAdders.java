package dev.taskpool.examples.gallery;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A hundred threads add 1 to one number, without a lock and with one: the JDK alone. */
public final class HundredAdders {
    private static final int WORKERS = 100;
    private static final long WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final ReentrantLock lock = new ReentrantLock();
    private static volatile int number;

    private HundredAdders() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("without a lock: " + race(HundredAdders::add));
        System.out.println("with a lock: " + race(HundredAdders::addUnderLock));
    }

    private static int race(Runnable step) throws InterruptedException {
        number = 0;
        List<Thread> workers =
                Stream.generate(() -> new Thread(step)).limit(WORKERS).toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return number;
    }

    private static void add() {
        int before = number;
        LockSupport.parkNanos(WORK_NANOS); // long enough for somebody else to come in between
        number = before + 1;
    }

    private static void addUnderLock() {
        lock.lock();
        try {
            add();
        } finally {
            lock.unlock();
        }
    }
}
