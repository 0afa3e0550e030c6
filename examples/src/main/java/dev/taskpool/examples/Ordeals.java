package dev.taskpool.examples;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tasks that no thread of one's own JVM should run. */
final class Ordeals {
    private static final int MEGABYTE = 1 << 20;

    private Ordeals() {}

    static String fail() {
        throw new IllegalStateException("something is wrong");
    }

    static String exit() {
        System.exit(3);
        return "not reached";
    }

    /** Writes to address 0, as a broken native library would; the JVM dies of a signal. */
    static String crash() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
        return "not reached";
    }

    static String hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return "not reached";
    }

    static int leak() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
            kept.add(new byte[MEGABYTE]);
        }
        return kept.size();
    }

    @SuppressWarnings("InfiniteRecursion") // the stack is meant to overflow
    static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    /** A thread cannot be copied to another process. */
    static Thread unsendable() {
        return Thread.currentThread();
    }
}
