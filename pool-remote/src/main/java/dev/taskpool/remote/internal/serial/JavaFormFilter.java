package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** Stops Java deserialization at classes the policy denies, at sizes the bytes cannot hold, and at too great a depth. */
final class JavaFormFilter implements ObjectInputFilter {
    /** Tables are made larger than what they hold. */
    private static final long SPARE_SLOTS = 1024;

    private static final long SLOTS_PER_BYTE = 4;

    private final ClassGate gate;
    private final StackRoom room;
    private final long mostSlots;
    private @Nullable KryoException reason;

    JavaFormFilter(ClassGate gate, StackRoom room, int bytes) {
        this.gate = gate;
        this.room = room;
        this.mostSlots = SPARE_SLOTS + SLOTS_PER_BYTE * bytes;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        try {
            room.requireJavaDepth(info.depth());
            if (info.arrayLength() > mostSlots) {
                throw new KryoException("size: " + info.arrayLength() + " (expected: <= " + mostSlots + ")");
            }
            Class<?> type = info.serialClass();
            if (type != null) {
                gate.check(type);
            }
            return Status.ALLOWED;
        } catch (KryoException e) {
            reason = e;
            return Status.REJECTED;
        }
    }

    /** Throws what the filter objected to, if it did: the stream itself tells only that there was something. */
    void rethrowReason() {
        if (reason != null) {
            throw reason;
        }
    }
}
