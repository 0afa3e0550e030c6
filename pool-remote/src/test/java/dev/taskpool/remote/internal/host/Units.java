package dev.taskpool.remote.internal.host;

import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.util.List;

/** Makes units for tests. */
final class Units {
    private Units() {}

    static CallInfo call(long callId, boolean single, long limitNanos) {
        return new CallInfo(callId, Items.Encoded.of(new byte[100]), "", single, true, limitNanos, List.of());
    }

    static CallInfo call(long callId) {
        return call(callId, false, 0);
    }

    static WorkUnit unit(long id, CallInfo call, int size) {
        int[] lengths = new int[size];
        java.util.Arrays.fill(lengths, 4);
        return new WorkUnit(id, call, 0, items(lengths), 1);
    }

    /** Items of these lengths, each filled with its number. */
    static Items.Encoded items(int... lengths) {
        int[] ends = new int[lengths.length];
        int end = 0;
        for (int i = 0; i < lengths.length; i++) {
            end += lengths[i];
            ends[i] = end;
        }
        byte[] data = new byte[end];
        for (int i = 0; i < lengths.length; i++) {
            java.util.Arrays.fill(data, ends[i] - lengths[i], ends[i], (byte) i);
        }
        return new Items.Encoded(data, ends, 0, lengths.length);
    }
}
