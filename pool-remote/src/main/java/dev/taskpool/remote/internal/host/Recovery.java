package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.FromWorker.Outcome;
import dev.taskpool.remote.internal.wire.FromWorker.Values;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.spi.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds, in what a dead child kept, the outcomes that were still on their way. */
final class Recovery {
    private Recovery() {}

    /**
     * Takes the outcomes that are due.
     *
     * @param kept oldest first
     * @param inFlight notes what is taken
     * @return in the order in which the items ended
     */
    static List<Outcome> recover(List<OutcomeLog.Entry> kept, InFlight inFlight) {
        var recovered = new ArrayList<Outcome>();
        for (OutcomeLog.Entry entry : kept) {
            if (inFlight.accept(entry.unitId(), entry.offset(), 1) == 1) {
                recovered.add(outcome(entry));
            }
        }
        return recovered;
    }

    /**
     * Whether outcomes that are due were not kept long enough, though later ones were. They have been sent, and may
     * still arrive though the child is dead.
     */
    static boolean hasGap(List<OutcomeLog.Entry> kept, InFlight inFlight) {
        var seen = new HashSet<Long>();
        for (OutcomeLog.Entry entry : kept) {
            boolean due = inFlight.isDue(entry.unitId(), entry.offset());
            if (due && seen.add(entry.unitId()) && !inFlight.isNext(entry.unitId(), entry.offset())) {
                return true;
            }
        }
        return false;
    }

    private static Outcome outcome(OutcomeLog.Entry entry) {
        if (entry.failed()) {
            return new Fault(entry.unitId(), entry.offset(), entry.bytes(), entry.elapsedNanos(), entry.retryable());
        }
        return new Values(
                entry.unitId(), entry.offset(), Items.Encoded.of(entry.bytes()), new long[] {entry.elapsedNanos()});
    }
}
