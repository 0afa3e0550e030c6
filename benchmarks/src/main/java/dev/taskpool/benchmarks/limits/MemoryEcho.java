package dev.taskpool.benchmarks.limits;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A JVM at the other side of a page of memory that answers each number as soon as it sees it; both look all the time. */
public final class MemoryEcho {
    static final int BYTES = 4_096;

    private static final VarHandle NUMBER =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int ASKED = 0;
    private static final int ANSWERED = 1_024;
    private static final int LOOKS_BEFORE_DOUBT = 100_000_000;

    private final ByteBuffer memory;
    private final Process other;
    private long number;

    private MemoryEcho(ByteBuffer memory, Process other) {
        this.memory = memory;
        this.other = other;
    }

    static MemoryEcho open(Path file, Process other) throws IOException {
        return new MemoryEcho(map(file), other);
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(MapMode.READ_WRITE, 0, BYTES);
        }
    }

    /**
     * The other side, until it is killed.
     *
     * @param args the file
     * @throws IOException if it cannot be mapped
     */
    public static void main(String[] args) throws IOException {
        ByteBuffer memory = map(Path.of(args[0]));
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        long answered = 0;
        for (int looks = 0; looks < LOOKS_BEFORE_DOUBT || parent.isAlive(); looks++) {
            long asked = (long) NUMBER.getAcquire(memory, ASKED);
            if (asked != answered) {
                NUMBER.setRelease(memory, ANSWERED, asked);
                answered = asked;
                looks = 0;
            }
            Thread.onSpinWait();
        }
    }

    /** Asks, and waits for the answer. */
    void roundTrip() throws IOException {
        NUMBER.setRelease(memory, ASKED, ++number);
        for (int looks = 0; (long) NUMBER.getAcquire(memory, ANSWERED) != number; looks++) {
            if (looks > LOOKS_BEFORE_DOUBT && !other.isAlive()) {
                throw new IOException("the other side is gone");
            }
            Thread.onSpinWait();
        }
    }
}
