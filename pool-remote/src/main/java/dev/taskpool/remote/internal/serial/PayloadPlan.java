package dev.taskpool.remote.internal.serial;

import java.util.List;

/**
 * What both sides of a codec need. Thread-safe.
 *
 * @param graphs writes and reads objects
 * @param spool takes what is too large for a message
 * @param maxPayloadBytes the largest payload
 */
record PayloadPlan(Graphs graphs, Spool spool, long maxPayloadBytes) {
    PayloadPlan {
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException("max payload: " + maxPayloadBytes + " bytes (expected: >= 1)");
        }
    }

    static PayloadPlan of(
            List<String> allow, List<String> deny, ClassLoader loader, Spool spool, long maxPayloadBytes) {
        return new PayloadPlan(new Graphs(new ClassPolicy(allow, deny), loader), spool, maxPayloadBytes);
    }
}
