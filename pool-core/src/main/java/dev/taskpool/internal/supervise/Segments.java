package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.internal.supervise.Admission.Terms;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The input of a call on its way to the supervisor: items written, in segments, and those that could not be.
 *
 * <p>Where the pool has limits, items enter in portions of whole chunks: part of a chunk would hold room and not be
 * given out before the rest has entered. As in the schedule, chunks are counted from the last item that could not be
 * written.
 */
final class Segments {
    /** Items are handed over in segments of about this size, so that workers begin while the rest is being read. */
    private static final long SEGMENT_BYTES = 256 * 1024;

    private static final int SEGMENT_ITEMS = 8_192;

    private final PoolCore core;
    private final Admission admission;
    private final long callId;
    private final Codec.ItemWriter writer;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private int chunk;
    private int added;
    private int handedOver;
    private int sinceUnwritable;

    /** For a call that enters as a whole. */
    private long cutItems;

    private long cutWeight;
    private boolean entered;

    /** Either items, or an item that could not be written. */
    private record Part(@Nullable Items items, @Nullable PoolException unwritable) {}

    /** The input of a call; a chunk size of 0 leaves it to the schedule. */
    Segments(PoolCore core, long callId, int chunkSize) {
        this.core = core;
        this.admission = core.admission();
        this.callId = callId;
        this.writer = core.codec().writer();
        chunks(chunkSize);
    }

    /** Sets the chunk size of the call, before anything is handed over. */
    void chunks(int size) {
        chunk = Math.max(1, size);
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

    /** How many items were added and not handed over. */
    int pending() {
        return added - handedOver;
    }

    /** Whether what was added ends within a chunk, which is given out only with the rest of it or at the end. */
    boolean midChunk() {
        return sinceUnwritable % chunk != 0;
    }

    boolean full() {
        if (!parts.isEmpty()) {
            return true;
        }
        if (!admission.limited()) {
            return writer.size() >= SEGMENT_ITEMS || writer.bytes() >= SEGMENT_BYTES;
        }
        return !midChunk()
                && (writer.size() >= admission.portionItems(SEGMENT_ITEMS)
                        || Math.max(writer.bytes(), weight()) >= admission.portionBytes(SEGMENT_BYTES));
    }

    private long weight() {
        return admission.weighs() ? writer.weight() : 0;
    }

    private void cut() {
        if (writer.size() > 0) {
            cutItems += writer.size();
            cutWeight += weight();
            parts.add(new Part(writer.take(), null));
        }
    }

    /** Hands all over; waits for room where it must. False if nobody wanted it any more. */
    boolean sendAll(Collector collector) {
        cut();
        while (!parts.isEmpty()) {
            if (!sendNext(Terms.next(handedOver > 0, collector::wantsMore))) {
                return false;
            }
        }
        return true;
    }

    /** Hands over what there is room for, without waiting. False if some was left. */
    boolean offerAll() {
        cut();
        while (!parts.isEmpty()) {
            if (!sendNext(null)) {
                return false;
            }
        }
        return true;
    }

    /** Hands over what may enter at once; without terms, only if there is room. */
    boolean sendNext(@Nullable Terms terms) {
        Part part = parts.getFirst();
        Items items = part.items;
        if (items == null) {
            parts.removeFirst();
            handedOver++;
            if (part.unwritable != null) {
                core.tell(new SupervisorRequest.Skip(callId, part.unwritable));
            }
            return true;
        }
        Items portion = items;
        if (admission.limited() && !entered) {
            portion = items.slice(0, portion(items));
            if (!enters(portion, terms)) {
                return false;
            }
        }
        parts.removeFirst();
        if (portion.size() < items.size()) {
            parts.addFirst(new Part(items.slice(portion.size(), items.size()), null));
        }
        handedOver += portion.size();
        core.tell(new SupervisorRequest.Add(callId, portion));
        return true;
    }

    private boolean enters(Items portion, @Nullable Terms terms) {
        long weight = core.weight(portion);
        return terms == null ? admission.offer(portion.size(), weight) : admission.enter(portion.size(), weight, terms);
    }

    /** How many of the items enter together: at least a chunk, and chunks as long as they are a small portion. */
    private int portion(Items items) {
        int most = admission.portionItems(SEGMENT_ITEMS);
        if (!admission.weighs()) {
            return Math.min(items.size(), Math.max(chunk, most - most % chunk));
        }
        long heaviest = admission.portionBytes(SEGMENT_BYTES);
        int end = Math.min(chunk, items.size());
        long weight = core.weight(items.slice(0, end));
        while (end < items.size()) {
            int next = (int) Math.min((long) end + chunk, items.size());
            weight += core.weight(items.slice(end, next));
            if (next > most || weight > heaviest) {
                return end;
            }
            end = next;
        }
        return end;
    }

    /** Refuses early, where a call enters as a whole, what has become too much. */
    void checkWhole() {
        if (added > chunk) {
            admission.checkWhole(cutItems + writer.size(), cutWeight + weight());
        }
    }

    /** Lets all enter together, to be handed over later. */
    void enterWhole(Terms terms) {
        cut();
        if (cutItems > 0) {
            admission.enter(cutItems, cutWeight, terms);
        }
        entered = true;
    }

    void discard() {
        cut();
        for (Part part : parts) {
            if (part.items != null) {
                core.codec().discard(part.items);
            }
        }
        handedOver = added;
        parts.clear();
    }
}
