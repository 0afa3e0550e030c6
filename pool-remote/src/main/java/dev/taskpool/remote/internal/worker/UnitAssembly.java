package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.ToWorker.Part;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts units together from the parts in which they arrive, and remembers the calls they belong to. For one thread. */
final class UnitAssembly {
    private final Map<Long, CallInfo> calls = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private int collected;

    /** Remembers a call. */
    void hear(CallInfo call) {
        calls.put(call.callId(), call);
    }

    /** The call has ended. */
    void forget(long callId) {
        calls.remove(callId);
    }

    /**
     * Takes the next part.
     *
     * @return the unit, once it is complete
     * @throws IllegalStateException if parts are mixed up or their call is unknown
     */
    @Nullable
    WorkUnit add(Part part) {
        if (!parts.isEmpty() && parts.get(0).unitId() != part.unitId()) {
            throw new IllegalStateException("part of unit " + part.unitId() + " (expected: the rest of unit "
                    + parts.get(0).unitId() + ")");
        }
        parts.add(part);
        collected += part.items().size();
        if (collected < part.unitSize()) {
            return null;
        }
        var unit = new WorkUnit(part.unitId(), call(part), part.firstIndex(), join(), part.attempt());
        parts.clear();
        collected = 0;
        return unit;
    }

    private CallInfo call(Part part) {
        CallInfo call = calls.get(part.callId());
        if (call == null) {
            throw new IllegalStateException("unit " + part.unitId() + " of call " + part.callId()
                    + " (expected: a call that was announced and has not ended)");
        }
        if (call.single()) {
            calls.remove(part.callId());
        }
        return call;
    }

    private Items.Encoded join() {
        if (parts.size() == 1) {
            return parts.get(0).items();
        }
        long bytes = parts.stream().mapToLong(part -> part.items().bytes()).sum();
        byte[] data = new byte[Math.toIntExact(bytes)];
        int[] ends = new int[collected];
        int length = 0;
        int count = 0;
        for (Part part : parts) {
            Items.Encoded items = part.items();
            int size = (int) items.bytes();
            System.arraycopy(items.data(), items.start(0), data, length, size);
            for (int i = 1; i <= items.size(); i++) {
                ends[count++] = length + items.start(i) - items.start(0);
            }
            length += size;
        }
        return new Items.Encoded(data, ends, 0, count);
    }
}
