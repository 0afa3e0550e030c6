package dev.taskpool.remote.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring in shared memory that keeps a child's latest outcomes, so that those still on their way when it dies are not
 * lost with it.
 *
 * <p>The child appends each outcome before it notes the end of the item in its {@link StatusPage}; the parent reads
 * only once the child is dead, and takes what it has not received. Old entries are overwritten: by then they have
 * arrived, because the child runs nothing while {@link Wire#OUTCOMES_WEIGHT half of what fits} is on its way. One thread
 * appends.
 */
public final class OutcomeLog {
    /** Size in bytes, header included. */
    public static final int BYTES = 1 << 20;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int TAIL = 0;
    private static final int OLDEST = 8;
    private static final int DATA = 64;
    private static final int CAPACITY = BYTES - DATA;
    private static final int HEADER = 32;

    /** What an entry takes besides its bytes, at most: they are filled up to a multiple of eight. */
    static final int OVERHEAD = HEADER + 8;

    private static final int SKIP = -1;

    /** What kind of outcome an entry is. */
    private static final byte VALUE = 0;

    private static final byte FAULT = 1;
    private static final byte RETRYABLE_FAULT = 2;

    private final ByteBuffer ring;
    private long tail;
    private long oldest;

    /**
     * An outcome that was kept.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param failed whether the bytes are a failure's
     * @param retryable whether the failure is retryable
     * @param elapsedNanos how long the item ran
     * @param bytes the result or the failure, as written by the codec
     */
    public record Entry(long unitId, int offset, boolean failed, boolean retryable, long elapsedNanos, byte[] bytes) {}

    /**
     * A view of mapped memory.
     *
     * @param memory direct, at least {@link #BYTES} long, all zero at first
     */
    public OutcomeLog(ByteBuffer memory) {
        this.ring = memory.slice(0, BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Keeps a value.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param elapsedNanos how long the item ran
     * @param bytes holds the result
     * @param from where it begins
     * @param length how long it is
     */
    public void appendValue(long unitId, int offset, long elapsedNanos, byte[] bytes, int from, int length) {
        append(unitId, offset, VALUE, elapsedNanos, bytes, from, length);
    }

    /**
     * Keeps a failure.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param elapsedNanos how long the item ran
     * @param failure as written by the codec
     * @param retryable whether it is retryable
     */
    public void appendFault(long unitId, int offset, long elapsedNanos, byte[] failure, boolean retryable) {
        append(unitId, offset, retryable ? RETRYABLE_FAULT : FAULT, elapsedNanos, failure, 0, failure.length);
    }

    private void append(long unitId, int offset, byte kind, long elapsedNanos, byte[] bytes, int from, int length) {
        int size = HEADER + ((length + 7) & ~7);
        if (size > CAPACITY / 4) {
            return; // cannot be kept; if the child dies before it arrives, the item is run again
        }
        int at = (int) (tail % CAPACITY);
        if (at + size > CAPACITY) {
            makeRoom(CAPACITY - at);
            ring.putInt(DATA + at, SKIP);
            tail += CAPACITY - at;
            at = 0;
        }
        makeRoom(size);
        int entry = DATA + at;
        ring.putInt(entry, length);
        ring.putInt(entry + 4, offset);
        ring.putLong(entry + 8, unitId);
        ring.putLong(entry + 16, elapsedNanos);
        ring.put(entry + 24, kind);
        ring.put(entry + HEADER, bytes, from, length);
        tail += size;
        LONG.setRelease(ring, TAIL, tail);
    }

    /** Gives up the oldest entries, before anything is written over them. */
    private void makeRoom(int size) {
        while (tail + size - oldest > CAPACITY) {
            int at = (int) (oldest % CAPACITY);
            int length = ring.getInt(DATA + at);
            oldest += length == SKIP ? CAPACITY - at : HEADER + ((length + 7) & ~7);
        }
        LONG.setRelease(ring, OLDEST, oldest);
        VarHandle.storeStoreFence();
    }

    /**
     * What was kept. For the parent, once the child is dead.
     *
     * @return the latest outcomes, oldest first
     */
    public List<Entry> read() {
        long end = (long) LONG.getAcquire(ring, TAIL);
        long position = (long) LONG.getAcquire(ring, OLDEST);
        var entries = new ArrayList<Entry>();
        if (!arePositions(position, end)) {
            return entries;
        }
        while (position < end) {
            int at = (int) (position % CAPACITY);
            int length = ring.getInt(DATA + at);
            if (length == SKIP) {
                position += CAPACITY - at;
                continue;
            }
            if (length < 0 || length > CAPACITY - HEADER - at) {
                return entries; // never written by us; what came before is good
            }
            entries.add(entry(DATA + at, length));
            position += HEADER + ((length + 7) & ~7);
        }
        return entries;
    }

    /** Whether they can have been written by us. */
    private static boolean arePositions(long oldest, long tail) {
        return oldest >= 0
                && oldest % Long.BYTES == 0
                && tail <= Long.MAX_VALUE - CAPACITY
                && tail - oldest <= CAPACITY;
    }

    private Entry entry(int at, int length) {
        byte[] bytes = new byte[length];
        ring.get(at + HEADER, bytes);
        byte kind = ring.get(at + 24);
        return new Entry(
                ring.getLong(at + 8),
                ring.getInt(at + 4),
                kind != VALUE,
                kind == RETRYABLE_FAULT,
                ring.getLong(at + 16),
                bytes);
    }
}
