package dev.taskpool.remote.internal.wire;

import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.List;

/** What the parent tells a child. */
public sealed interface ToWorker extends Wire {
    /**
     * Run these units, after what you have. A unit whose items do not fit into one message comes in several parts.
     *
     * @param calls calls that the child has not heard of
     * @param parts units or parts of units, in order
     */
    record Work(List<Announced> calls, List<Part> parts) implements ToWorker {}

    /**
     * A call, with its function unless the child has that.
     *
     * @param call the call; with an empty row in place of a function that the child has
     * @param functionNumber under which the function is remembered, for good, or {@link #UNNUMBERED}
     */
    record Announced(CallInfo call, int functionNumber) {
        /** The function is this call's alone. */
        public static final int UNNUMBERED = 0;

        private static final Items NO_FUNCTION = new Items.Encoded(new byte[0], new int[0], 0, 0);

        /**
         * Announces a call whose function was told before.
         *
         * @param call the call
         * @param functionNumber the function's
         * @return the announcement
         */
        public static Announced withoutFunction(CallInfo call, int functionNumber) {
            return new Announced(call.with(NO_FUNCTION), functionNumber);
        }

        /** Whether the function is told. */
        public boolean hasFunction() {
            return call.function().size() > 0;
        }
    }

    /**
     * A unit, or consecutive items of one; parts of a unit come in order and not mixed with parts of another.
     *
     * @param unitId the unit
     * @param callId its call
     * @param firstIndex the index of the unit's first item in the call's input
     * @param attempt which run of these items this is
     * @param unitSize how many items the whole unit has; it may be run when all are there
     * @param items the items of this part
     */
    record Part(long unitId, long callId, int firstIndex, int attempt, int unitSize, Items.Encoded items) {}

    /** Give back about half of what has not begun; answered by {@link FromWorker.GaveBack}. */
    record TakeBack() implements ToWorker {}

    /**
     * Drop what has not begun of a call; answered by {@link FromWorker.Dropped}.
     *
     * @param callId the call
     */
    record Drop(long callId) implements ToWorker {}

    /**
     * Interrupt the task thread, if it still runs just this item.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     */
    record Interrupt(long unitId, int offset) implements ToWorker {}

    /** Tell what your threads are doing; answered by {@link FromWorker.Threads}. The next thing is your end. */
    record DumpThreads() implements ToWorker {}

    /**
     * The call has ended: forget its function. Not sent for single calls, whose function is forgotten with their unit.
     *
     * @param callId the call
     */
    record Forget(long callId) implements ToWorker {}

    /** You hold nothing: run your exit hooks and exit with code 0. */
    record Leave() implements ToWorker {}

    /**
     * Are you there? Answered by {@link FromWorker.Pong}.
     *
     * @param number counts up
     */
    record Ping(long number) implements ToWorker {}

    /** Your {@link FromWorker.Chatter} was read; you may send the next. */
    record ChatterRead() implements ToWorker {}

    /**
     * Your {@link FromWorker.Outcomes} were taken.
     *
     * @param number the latest; those before it were taken too
     */
    record OutcomesTaken(long number) implements ToWorker {}
}
