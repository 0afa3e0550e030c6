package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.spi.ShippedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what has been written of one payload, up to a limit. Not thread-safe. */
final class PayloadOutput extends Output {
    private static final int FIRST_BYTES = 256;

    /** A larger buffer is not kept for the next payload. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private final long maxBytes;
    private final boolean takesParts;
    private final List<Part> parts = new ArrayList<>(0);
    private final List<Object> shippedAlong = new ArrayList<>(0);
    private long partBytes;
    private @Nullable String refusal;

    /**
     * For one payload after the other.
     *
     * @param maxBytes the largest
     * @param takesParts whether large arrays may stand apart
     */
    PayloadOutput(long maxBytes, boolean takesParts) {
        super(FIRST_BYTES, RowBuffer.MAX_ARRAY_BYTES);
        this.maxBytes = maxBytes;
        this.takesParts = takesParts;
    }

    boolean takesParts() {
        return takesParts;
    }

    /** Notes a large array that follows what is written here; it must stay as it is until then. */
    void add(Part part) {
        requireRoom(Part.aligned(part.bytes()) + Long.BYTES + position);
        partBytes += Part.aligned(part.bytes());
        parts.add(part);
    }

    /** Notes a value that lies elsewhere, and must as long as this payload may be read. */
    void add(ShippedValue shipped) {
        if (shipped.bytes() > maxBytes) {
            refusal = PayloadFaults.tooLarge(maxBytes);
            throw new KryoException(refusal);
        }
        shippedAlong.add(shipped.keptAlive());
    }

    /** What must be kept alive for this payload; begins anew. */
    List<Object> takeShippedAlong() {
        List<Object> all = List.copyOf(shippedAlong);
        shippedAlong.clear();
        return all;
    }

    boolean hasShippedAlong() {
        return !shippedAlong.isEmpty();
    }

    /** Leaves it to others to keep it alive. */
    void forgetShippedAlong() {
        shippedAlong.clear();
    }

    List<Part> parts() {
        return parts;
    }

    /** Called by everything that writes; makes room, or refuses before any is made. */
    @Override
    protected boolean require(int required) {
        long needed = (long) position + required;
        if (needed <= capacity && needed + partBytes <= maxBytes) {
            return false;
        }
        requireRoom(needed);
        long doubled = Math.min(2L * capacity, Math.min(maxBytes, RowBuffer.MAX_ARRAY_BYTES));
        capacity = (int) Math.max(needed, doubled);
        buffer = Arrays.copyOf(buffer, capacity);
        return true;
    }

    private void requireRoom(long needed) {
        long all = needed + partBytes;
        if (all > Math.min(maxBytes, RowBuffer.MAX_ARRAY_BYTES)) {
            refusal = all > maxBytes ? PayloadFaults.tooLarge(maxBytes) : "larger than 2 GB";
            throw new KryoException(refusal);
        }
    }

    /** Why this output took no more, whatever was made of it by those who wrote to it. */
    @Nullable
    String refusal() {
        if (refusal == null && position + partBytes > maxBytes) {
            refusal = PayloadFaults.tooLarge(maxBytes); // it all fitted into the first buffer
        }
        return refusal;
    }

    /** Goes back to the start of a graph, which has all parts. */
    void rewind(int start) {
        position = start;
        parts.clear();
        partBytes = 0;
    }

    /** Forgets what has been written. */
    void restart() {
        if (capacity > KEPT_BYTES) {
            capacity = FIRST_BYTES;
            buffer = new byte[capacity];
        }
        rewind(0);
        refusal = null;
    }
}
