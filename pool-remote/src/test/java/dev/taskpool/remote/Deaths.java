package dev.taskpool.remote;

import dev.taskpool.testkit.Gate;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Ways for a worker to die, and for a task to nearly kill it. */
final class Deaths {
    private Deaths() {}

    /** Ends the process without its shutdown hooks. */
    static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return code;
    }

    /** Ends the process in an orderly way. */
    static int exit(int code) {
        System.exit(code);
        return code;
    }

    /** Writes to address 0. */
    static int segv() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe"); // by name, since a compiler warns of it
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
        return 0;
    }

    /** Fills the heap. */
    static int exhaustHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
            kept.add(new byte[1 << 20]);
        }
        return kept.size();
    }

    /** Never ends, and never returns. */
    @SuppressWarnings("InfiniteRecursion") // the very thing that is tried
    static int recurse(int depth) {
        return 1 + recurse(depth + 1);
    }

    /** Tells that it runs, and waits. */
    static int waitFor(Gate begun, Gate end) throws InterruptedException {
        begun.open();
        end.await();
        return 1;
    }
}
