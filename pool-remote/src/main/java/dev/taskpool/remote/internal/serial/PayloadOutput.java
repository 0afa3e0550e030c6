package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds what has been written of one payload, up to a limit. Not thread-safe. */
final class PayloadOutput extends Output {
    private static final int FIRST_BYTES = 256;

    /** A larger buffer is not kept for the next payload. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private final long maxBytes;
    private @Nullable String refusal;

    PayloadOutput(long maxBytes) {
        super(FIRST_BYTES, RowBuffer.MAX_ARRAY_BYTES);
        this.maxBytes = maxBytes;
    }

    /** Called by everything that writes; makes room, or refuses before any is made. */
    @Override
    protected boolean require(int required) {
        long needed = (long) position + required;
        if (needed <= capacity && needed <= maxBytes) {
            return false;
        }
        if (needed > Math.min(maxBytes, RowBuffer.MAX_ARRAY_BYTES)) {
            refusal = needed > maxBytes ? PayloadFaults.tooLarge(maxBytes) : "larger than 2 GB";
            throw new KryoException(refusal);
        }
        long doubled = Math.min(2L * capacity, Math.min(maxBytes, RowBuffer.MAX_ARRAY_BYTES));
        capacity = (int) Math.max(needed, doubled);
        buffer = Arrays.copyOf(buffer, capacity);
        return true;
    }

    /** Why this output took no more, whatever was made of it by those who wrote to it. */
    @Nullable
    String refusal() {
        if (refusal == null && position > maxBytes) {
            refusal = PayloadFaults.tooLarge(maxBytes); // it all fitted into the first buffer
        }
        return refusal;
    }

    /** Forgets what has been written. */
    void restart() {
        if (capacity > KEPT_BYTES) {
            capacity = FIRST_BYTES;
            buffer = new byte[capacity];
        }
        position = 0;
        refusal = null;
    }
}
