package dev.taskpool.remote.internal.wire;

import dev.taskpool.spi.Items;
import dev.taskpool.spi.Piece;
import java.util.List;

/** What a child tells its parent. */
public sealed interface FromWorker extends Wire {
    /**
     * The first word.
     *
     * @param protocolVersion the child's {@link Wire#PROTOCOL_VERSION}
     * @param workerId as the parent gave it
     * @param token as the parent gave it
     * @param pid the child's process id
     * @param agent how to reach the child's agent, as an actor reference in text form
     */
    record Hello(int protocolVersion, int workerId, String token, long pid, String agent) implements FromWorker {}

    /** The initializer has run; work may come. */
    record Ready() implements FromWorker {}

    /**
     * The initializer threw, or could not be read; the child exits.
     *
     * @param failure as written by the codec
     */
    record InitializerFailed(byte[] failure) implements FromWorker {}

    /**
     * What became of items; the child holds back while too much is not yet {@link ToWorker.OutcomesTaken taken}.
     *
     * @param number counts up by one from 1, so that a gap tells of a lost message
     * @param outcomes in the order in which the items ended
     */
    record Outcomes(long number, List<Outcome> outcomes) implements FromWorker {
        /**
         * What it weighs in the accounts of what is on its way.
         *
         * @return about the bytes that it takes, on either side and in the {@link OutcomeLog}
         */
        public long weight() {
            long weight = 0;
            for (Outcome outcome : outcomes) {
                weight += outcome.weight();
            }
            return weight;
        }
    }

    /** What became of one item, or of several in a row. */
    sealed interface Outcome {
        /**
         * The unit.
         *
         * @return its id
         */
        long unitId();

        /**
         * The first item.
         *
         * @return its offset in the unit
         */
        int offset();

        /**
         * Its part of {@link Outcomes#weight()}.
         *
         * @return at least what the {@link OutcomeLog} needs for it
         */
        long weight();
    }

    /**
     * Consecutive items of a unit ended with values.
     *
     * @param unitId the unit
     * @param offset the first item's offset in it
     * @param results one for each item
     * @param elapsedNanos how long each ran
     */
    record Values(long unitId, int offset, Items.Encoded results, long[] elapsedNanos) implements Outcome {
        @Override
        public long weight() {
            return results.bytes() + (long) OutcomeLog.OVERHEAD * results.size();
        }
    }

    /**
     * An item ended with a failure.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param failure as written by the codec
     * @param elapsedNanos how long it ran
     * @param retryable whether its class is one of the call's {@code retryOn}
     */
    record Fault(long unitId, int offset, byte[] failure, long elapsedNanos, boolean retryable) implements Outcome {
        @Override
        public long weight() {
            return failure.length + (long) OutcomeLog.OVERHEAD;
        }
    }

    /**
     * An item has begun; sent only if the parent asked for it.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     */
    record Began(long unitId, int offset) implements FromWorker {}

    /**
     * The answer to {@link ToWorker.TakeBack}.
     *
     * @param pieces tails of units that will not be run; may be empty
     */
    record GaveBack(List<Piece> pieces) implements FromWorker {}

    /**
     * The answer to {@link ToWorker.Drop}.
     *
     * @param callId the call
     * @param pieces tails of units that will not be run; may be empty
     */
    record Dropped(long callId, List<Piece> pieces) implements FromWorker {}

    /**
     * The answer to {@link ToWorker.Ping}.
     *
     * @param number the ping's
     */
    record Pong(long number) implements FromWorker {}

    /**
     * The answer to {@link ToWorker.DumpThreads}.
     *
     * @param dump what the threads are doing, the task's first
     */
    record Threads(String dump) implements FromWorker {}

    /**
     * Log lines and reports of progress; at most one is on its way at a time.
     *
     * @param lines in order
     * @param progress the latest of each item
     * @param lostLines how many lines were dropped before these, because they came faster than they could be carried
     */
    record Chatter(List<LogLine> lines, List<Progress> progress, long lostLines) implements FromWorker {}

    /**
     * A line of the child's log.
     *
     * @param level an SLF4J level's number
     * @param logger the logger's name
     * @param thread the thread's name
     * @param message the formatted message
     * @param trace the exception's stack trace as text, or an empty string
     */
    record LogLine(int level, String logger, String thread, String message, String trace) {}

    /**
     * How far a task is.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param fraction between 0 and 1
     * @param message what it says
     */
    record Progress(long unitId, int offset, double fraction, String message) {}
}
