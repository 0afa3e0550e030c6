package dev.taskpool.remote.internal.host;

import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Why a child was made to end. The first reason counts.
 *
 * @param cause the reason
 * @param unreachable whether it no longer answered
 * @param item the item it was ended for, or {@code null}
 * @param itemRuns whether that item is still being run
 * @param failure what its start failed with, or {@code null}
 * @param why for the log
 */
record Doom(
        Cause cause,
        boolean unreachable,
        @Nullable Blame item,
        boolean itemRuns,
        @Nullable Throwable failure,
        String why) {
    static Doom stopped(String why) {
        return new Doom(Cause.STOPPED, false, null, false, null, why);
    }

    static Doom unreachable(String why) {
        return new Doom(Cause.LOST, true, null, false, null, why);
    }

    static Doom timeLimit(Blame item) {
        return new Doom(Cause.TIME_LIMIT, false, item, true, null, "an item passed its time limit");
    }

    static Doom cancelled(Blame item) {
        return new Doom(Cause.CANCELLED, false, item, true, null, "an item was cancelled");
    }

    /** The item has ended by itself, but not with a value. */
    Doom itemEnded() {
        return new Doom(cause, unreachable, item, false, failure, why);
    }

    static Doom notStarted(@Nullable Throwable failure, String why) {
        return new Doom(Cause.NOT_STARTED, false, null, false, failure, why);
    }
}
