package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input of a call on its way to the supervisor: items written, in segments, and those that could not be. */
final class Segments {
    /** Items are handed over in segments of about this size, so that workers begin while the rest is being read. */
    private static final long SEGMENT_BYTES = 256 * 1024;

    private static final int SEGMENT_ITEMS = 8_192;

    private final PoolCore core;
    private final Codec.ItemWriter writer;
    private final List<Part> parts = new ArrayList<>();
    private final int chunk;
    private int added;
    private int sinceUnwritable;

    /** Either items, or an item that could not be written. */
    private record Part(@Nullable Items items, @Nullable PoolException unwritable) {}

    /** The input of a call; a chunk size of 0 leaves it to the schedule. */
    Segments(PoolCore core, int chunkSize) {
        this.core = core;
        this.chunk = Math.max(1, chunkSize);
        this.writer = core.codec().writer();
    }

    void add(@Nullable Object item) {
        int index = added++;
        try {
            writer.add(item);
            sinceUnwritable++;
        } catch (TaskSerializationException e) {
            cut();
            parts.add(new Part(null, Failures.at(e, index, 0)));
            sinceUnwritable = 0;
        }
    }

    int added() {
        return added;
    }

    /**
     * Whether what was added ends within a chunk, which is given out only with the rest of it or at the end. As in the
     * schedule, chunks are counted from the last item that could not be written.
     */
    boolean midChunk() {
        return sinceUnwritable % chunk != 0;
    }

    boolean full() {
        return writer.size() >= SEGMENT_ITEMS || writer.bytes() >= SEGMENT_BYTES || !parts.isEmpty();
    }

    private void cut() {
        if (writer.size() > 0) {
            parts.add(new Part(writer.take(), null));
        }
    }

    void sendTo(long callId) {
        cut();
        for (Part part : parts) {
            if (part.items != null) {
                core.tell(new SupervisorRequest.Add(callId, part.items));
            } else if (part.unwritable != null) {
                core.tell(new SupervisorRequest.Skip(callId, part.unwritable));
            }
        }
        parts.clear();
    }

    void discard() {
        cut();
        for (Part part : parts) {
            if (part.items != null) {
                core.codec().discard(part.items);
            }
        }
        parts.clear();
    }
}
