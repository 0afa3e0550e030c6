package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import java.util.ArrayList;
import java.util.List;

/** Five children add 1 to a shared number again and again, under its lock. */
public final class LockedCounter {
    private static final int CHILDREN = 5;

    private LockedCounter() {}

    /**
     * Runs the example.
     *
     * @param args the number of children (5) and how often each adds (100000)
     */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : CHILDREN;
        int times = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        try (Manager manager = Manager.start()) {
            SharedLong number = manager.longValue(0);
            SharedLock lock = manager.lock();
            List<JvmProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                processes.add(JvmProcess.start(() -> count(number, lock, times)));
            }
            for (JvmProcess process : processes) {
                process.join();
            }
            System.out.println(number.get());
        }
    }

    private static void count(SharedLong number, SharedLock lock, int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                number.set(number.get() + 1); // getAndAdd would need no lock
            } finally {
                lock.unlock();
            }
        }
    }
}
