package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.remote.internal.wire.ToWorker.Part;
import dev.taskpool.remote.internal.wire.ToWorker.Work;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packs units into messages: small ones together, large ones in parts. */
final class WorkMessages {
    /** What a message spends on an item, a part or a call besides their bytes, roughly. */
    private static final int ITEM_OVERHEAD = 5;

    private static final int PART_OVERHEAD = 48;
    private static final int CALL_OVERHEAD = 256;

    private final Function<CallInfo, @Nullable Announced> learn;
    private final List<Work> messages = new ArrayList<>();
    private List<Announced> calls = new ArrayList<>();
    private List<Part> parts = new ArrayList<>();
    private long bytes;

    private WorkMessages(Function<CallInfo, @Nullable Announced> learn) {
        this.learn = learn;
    }

    /**
     * Packs units.
     *
     * @param units in order
     * @param learn asked once for each unit how its call is to be announced to the child, {@code null} for not
     * @return the messages, in order
     */
    static List<Work> pack(List<WorkUnit> units, Function<CallInfo, @Nullable Announced> learn) {
        var packing = new WorkMessages(learn);
        units.forEach(packing::add);
        packing.flush();
        return packing.messages;
    }

    private void add(WorkUnit unit) {
        if (!(unit.items() instanceof Items.Encoded items)) {
            throw new IllegalArgumentException("items: " + unit.items() + " (expected: encoded ones)");
        }
        Announced call = learn.apply(unit.call());
        if (call != null) {
            reserve(call.call().function().bytes() + CALL_OVERHEAD);
            calls.add(call);
        }
        int from = 0;
        do {
            int to = fill(items, from);
            parts.add(new Part(
                    unit.id(),
                    unit.call().callId(),
                    unit.firstIndex(),
                    unit.attempt(),
                    items.size(),
                    items.slice(from, to)));
            from = to;
        } while (from < items.size());
    }

    /** Finds how many items still fit, at least one. */
    private int fill(Items.Encoded items, int from) {
        long first = from < items.size() ? items.length(from) + ITEM_OVERHEAD : 0;
        reserve(PART_OVERHEAD + first);
        int to = Math.min(from + 1, items.size());
        while (to < items.size() && bytes + items.length(to) + ITEM_OVERHEAD <= Wire.MESSAGE_BYTES) {
            bytes += items.length(to) + ITEM_OVERHEAD;
            to++;
        }
        return to;
    }

    private void reserve(long more) {
        if (bytes > 0 && bytes + more > Wire.MESSAGE_BYTES) {
            flush();
        }
        bytes += more;
    }

    private void flush() {
        if (!calls.isEmpty() || !parts.isEmpty()) {
            messages.add(new Work(calls, parts));
            calls = new ArrayList<>();
            parts = new ArrayList<>();
        }
        bytes = 0;
    }
}
