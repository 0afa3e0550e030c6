package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedLongArray;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A parent ends before its children, on purpose: none of them outlives it for long. */
public final class NoOrphans {
    private static final long LIFE_SECONDS = 600;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private NoOrphans() {}

    /**
     * Runs the example.
     *
     * @param args how many children (10)
     */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        try (SharedLongArray pids = SharedLongArray.create(children)) {
            JvmProcess parent = JvmProcess.start(() -> {
                for (int i = 0; i < children; i++) {
                    pids.set(i, JvmProcess.start(NoOrphans::live).pid());
                }
                Runtime.getRuntime().halt(0); // as abrupt as a kill; returning would wait for them
            });
            parent.join();
            long end = System.nanoTime();
            System.out.println("the parent ended with code " + parent.exitCode().getAsInt());
            while (alive(pids) > 0 && System.nanoTime() - end < LIMIT_NANOS) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - end);
            System.out.println("of " + children + " children are left: " + alive(pids) + ", after " + millis + " ms");
        }
    }

    private static void live() throws InterruptedException {
        TimeUnit.SECONDS.sleep(ThreadLocalRandom.current().nextLong(LIFE_SECONDS / 2, LIFE_SECONDS));
    }

    private static long alive(SharedLongArray pids) {
        return Arrays.stream(pids.toArray())
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .count();
    }
}
