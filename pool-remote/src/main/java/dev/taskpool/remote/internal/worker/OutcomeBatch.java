package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.FromWorker.Outcome;
import dev.taskpool.remote.internal.wire.FromWorker.Values;
import dev.taskpool.spi.Items;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Outcomes for one message; the values of consecutive items become one row. Not thread-safe. */
final class OutcomeBatch {
    private static final int BYTES_PER_VALUE = Integer.BYTES + Long.BYTES;
    private static final int BYTES_PER_OUTCOME = 32;

    private final List<Outcome> closed = new ArrayList<>();
    private long bytes;

    private long unitId;
    private int firstOffset;
    private int count;
    private int length;
    private byte[] data = new byte[1024];
    private int[] ends = new int[16];
    private long[] elapsedNanos = new long[16];

    boolean isEmpty() {
        return closed.isEmpty() && count == 0;
    }

    /** What the batch weighs in a message, about. */
    long bytes() {
        return bytes;
    }

    void addValue(long unit, int offset, long elapsed, byte[] result, int from, int size) {
        if (count > 0 && (unit != unitId || offset != firstOffset + count)) {
            closeRow();
        }
        if (count == 0) {
            unitId = unit;
            firstOffset = offset;
            bytes += BYTES_PER_OUTCOME;
        }
        makeRoom(size);
        System.arraycopy(result, from, data, length, size);
        length += size;
        ends[count] = length;
        elapsedNanos[count] = elapsed;
        count++;
        bytes += size + BYTES_PER_VALUE;
    }

    void addFault(Fault fault) {
        closeRow();
        closed.add(fault);
        bytes += BYTES_PER_OUTCOME + fault.failure().length;
    }

    /** Ends the batch and starts a new one. */
    List<Outcome> take() {
        closeRow();
        List<Outcome> taken = List.copyOf(closed);
        closed.clear();
        bytes = 0;
        return taken;
    }

    private void closeRow() {
        if (count == 0) {
            return;
        }
        var results = new Items.Encoded(Arrays.copyOf(data, length), Arrays.copyOf(ends, count), 0, count);
        closed.add(new Values(unitId, firstOffset, results, Arrays.copyOf(elapsedNanos, count)));
        count = 0;
        length = 0;
    }

    private void makeRoom(int size) {
        if (data.length - length < size) {
            data = Arrays.copyOf(data, Math.max(length + size, 2 * data.length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            elapsedNanos = Arrays.copyOf(elapsedNanos, 2 * count);
        }
    }
}
