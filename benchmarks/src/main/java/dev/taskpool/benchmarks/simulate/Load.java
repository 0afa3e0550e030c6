package dev.taskpool.benchmarks.simulate;

import dev.taskpool.internal.schedule.CallSpec;
import dev.taskpool.internal.schedule.RetryRules;

/** In what form items come to the schedule. */
enum Load {
    /** Each item is a call of its own, as with {@code applyAsync}. */
    SINGLE_CALLS("single calls", true, 0),

    /** All items are of one call that sends each of them alone. */
    ONE_BY_ONE("map, chunksize 1", false, 1),

    /** All items are of one call whose chunks follow the measured time. */
    ADAPTIVE("map", false, 0),

    /** As that, but each item fails once and is run again. */
    FAILING("map, items fail once", false, 0);

    private static final RetryRules ONE_RETRY = new RetryRules(1, 1, 0, 0, Integer.MAX_VALUE, 0, 0);

    private final String label;
    private final boolean single;
    private final int chunkSize;

    Load(String label, boolean single, int chunkSize) {
        this.label = label;
        this.single = single;
        this.chunkSize = chunkSize;
    }

    /** How it is named in figures. */
    String label() {
        return label;
    }

    /** How many calls so many items are. */
    int calls(int items) {
        return single ? items : 1;
    }

    /** Whether an item fails when it is run for the first time. */
    boolean fails(int attempt) {
        return this == FAILING && attempt == 1;
    }

    CallSpec spec(long callId) {
        return new CallSpec(callId, !single, false, chunkSize, single, 0, ONE_RETRY);
    }
}
