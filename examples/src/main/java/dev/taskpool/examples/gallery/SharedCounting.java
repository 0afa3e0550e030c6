package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedDoubleArray;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Two children add to a number and two to an array, by reading and writing: without a lock some of it is lost. */
public final class SharedCounting {
    private static final int TIMES = 100;
    private static final int CHILDREN = 4;
    private static final int NUMBER = 0;
    private static final int ARRIVED = 1;

    private SharedCounting() {}

    /**
     * Runs the example.
     *
     * @param args {@code locked} or, unless told so, {@code unlocked}
     */
    public static void main(String[] args) throws InterruptedException {
        boolean locked = args.length > 0 && args[0].equals("locked");
        try (Manager manager = Manager.start();
                SharedDoubleArray number = SharedDoubleArray.create(2);
                SharedDoubleArray array = SharedDoubleArray.create(3)) {
            array.copyFrom(new double[] {0, 100, 200});
            SharedLock ofNumber = manager.lock();
            SharedLock ofArray = manager.lock();
            TaskAction toNumber = () -> add(number, 1);
            TaskAction toArray = () -> add(array, array.length());
            TaskAction first = locked ? () -> underLock(ofNumber, toNumber) : toNumber;
            TaskAction second = locked ? () -> holding(ofArray, toArray) : toArray;
            List<JvmProcess> children = Stream.of(first, first, second, second)
                    .map(step -> JvmProcess.start(() -> repeat(number, step)))
                    .toList();
            for (JvmProcess child : children) {
                child.join();
            }
            System.out.println(number.get(NUMBER) + " " + Arrays.toString(array.toArray()));
        }
    }

    private static void repeat(SharedDoubleArray start, TaskAction step) throws Exception {
        start.getAndAdd(ARRIVED, 1);
        while (start.get(ARRIVED) < CHILDREN) {
            TimeUnit.MILLISECONDS.sleep(1); // all begin at once
        }
        for (int i = 0; i < TIMES; i++) {
            step.run();
        }
    }

    private static void underLock(SharedLock lock, TaskAction step) throws Exception {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("try") // held for its end alone
    private static void holding(SharedLock lock, TaskAction step) throws Exception {
        try (SharedLock.Held held = lock.hold()) {
            step.run();
        }
    }

    /** Adds 1 to the first elements. {@code getAndAdd} would be one step, and need no lock. */
    private static void add(SharedDoubleArray array, int elements) throws InterruptedException {
        for (int i = 0; i < elements; i++) {
            double before = array.get(i);
            TimeUnit.MICROSECONDS.sleep(50); // long enough for somebody else to come in between
            array.set(i, before + 1);
        }
    }
}
