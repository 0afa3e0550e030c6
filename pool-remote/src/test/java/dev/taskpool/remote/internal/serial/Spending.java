package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much heap the present thread takes for an input, at most in proportion to the input's size. */
final class Spending {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final long bytesPerByte;
    private final long bytesAnyway;
    private long most;

    /**
     * Sets the limit.
     *
     * @param bytesPerByte of heap for each byte of input
     * @param bytesAnyway for exceptions, and for what is made anew after a failure
     */
    Spending(long bytesPerByte, long bytesAnyway) {
        this.bytesPerByte = bytesPerByte;
        this.bytesAnyway = bytesAnyway;
    }

    /** Fails if the reading takes more than it may. */
    void check(int inputBytes, String what, Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        reading.run();
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        most = Math.max(most, taken);
        assertThat(taken).as("heap taken for %s bytes, %s", inputBytes, what).isLessThan(limit(inputBytes));
    }

    private long limit(int inputBytes) {
        return bytesAnyway + bytesPerByte * inputBytes;
    }

    /** The most that was taken for one input. */
    long most() {
        return most;
    }
}
