package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.WorkerEvent.Blame;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches through the shared page what a child is running, and decides whether it must be stopped for that.
 *
 * <p>While it decides it holds the child between two items, so that stopping it for one item never hits another. A
 * decision to stop leaves the child held. Not thread-safe.
 */
final class ItemWatch {
    private final StatusPage page;
    private final InFlight inFlight;
    private final long graceNanos;
    private @Nullable Interrupted interrupted;
    private boolean heldForGood;

    private record Interrupted(long unitId, int offset, long graceEndNanos) {
        boolean is(Running running) {
            return running.unitId() == unitId && running.offset() == offset;
        }
    }

    /** What is to be done now about time limits. */
    sealed interface Decision {
        /**
         * Nothing.
         *
         * @param atNanos when to look again; empty if nothing is limited
         */
        record Wait(OptionalLong atNanos) implements Decision {}

        /**
         * Interrupt the item.
         *
         * @param unitId its unit
         * @param offset its offset
         * @param atNanos when to look again
         */
        record Interrupt(long unitId, int offset, long atNanos) implements Decision {}

        /**
         * Stop the worker.
         *
         * @param item the one that has run too long
         */
        record Stop(Blame item) implements Decision {}
    }

    /**
     * Watches a child.
     *
     * @param interruptGrace how long an interrupted item may take to end, zero not to interrupt
     */
    ItemWatch(StatusPage page, InFlight inFlight, Duration interruptGrace) {
        this.page = page;
        this.inFlight = inFlight;
        this.graceNanos = interruptGrace.toNanos();
    }

    /** Looks whether the item at hand has passed its time limit. */
    Decision look(long nowNanos) {
        page.hold();
        Running running = page.running();
        if (interrupted != null && running != null && interrupted.is(running)) {
            return nowNanos - interrupted.graceEndNanos >= 0
                    ? new Decision.Stop(blame(running))
                    : lookAgain(interrupted.graceEndNanos); // stays held, for the item may yet fail
        }
        if (running == null || !isOver(running, nowNanos)) {
            letGo();
            return new Decision.Wait(nextLook(running, nowNanos));
        }
        if (graceNanos == 0) {
            return new Decision.Stop(blame(running));
        }
        interrupted = new Interrupted(running.unitId(), running.offset(), nowNanos + graceNanos);
        return new Decision.Interrupt(running.unitId(), running.offset(), nowNanos + graceNanos);
    }

    private static Decision lookAgain(long atNanos) {
        return new Decision.Wait(OptionalLong.of(atNanos));
    }

    private boolean isOver(Running running, long nowNanos) {
        long limit = limitNanos(running);
        return limit > 0 && nowNanos - running.startedNanos() >= limit;
    }

    /** An item whose outcome has come is over, though the child may not have noted its end yet. */
    private long limitNanos(Running running) {
        CallInfo call = inFlight.isDue(running.unitId(), running.offset()) ? inFlight.callOf(running.unitId()) : null;
        return call == null ? 0 : call.limitNanos();
    }

    /** What begins after this look cannot be over before the shortest limit has passed. */
    private OptionalLong nextLook(@Nullable Running running, long nowNanos) {
        long shortest = inFlight.shortestLimitNanos();
        if (shortest == 0) {
            return OptionalLong.empty();
        }
        long limit = running == null ? 0 : limitNanos(running);
        long untilOver = running == null || limit == 0 ? Long.MAX_VALUE : running.startedNanos() + limit - nowNanos;
        return OptionalLong.of(nowNanos + Math.max(0, Math.min(shortest, untilOver)));
    }

    /** Whether an item was told to end. */
    boolean isInterrupted(long unitId, int offset) {
        return interrupted != null && interrupted.unitId == unitId && interrupted.offset == offset;
    }

    /**
     * Outcomes were taken. If the interrupted item's is among them, the child goes on.
     *
     * @return whether it is
     */
    boolean accepted(long unitId, int offset, int count) {
        if (interrupted == null
                || interrupted.unitId != unitId
                || interrupted.offset < offset
                || interrupted.offset >= offset + count) {
            return false;
        }
        interrupted = null;
        letGo();
        return true;
    }

    /**
     * Looks whether the child is running an item of a call.
     *
     * @return the item, and the child is held; {@code null} if it runs none
     */
    @Nullable
    Blame itemOf(long callId) {
        page.hold();
        Running running = page.running();
        if (running != null && inFlight.isDue(running.unitId(), running.offset())) {
            CallInfo call = inFlight.callOf(running.unitId());
            if (call != null && call.callId() == callId) {
                return blame(running);
            }
        }
        if (interrupted == null || running == null || !interrupted.is(running)) {
            letGo();
        }
        return null;
    }

    private void letGo() {
        if (!heldForGood) {
            page.release();
        }
    }

    /** Lets the child begin nothing more, whatever is decided later. */
    void holdForGood() {
        heldForGood = true;
        page.hold();
    }

    /** Whether the child runs nothing. */
    boolean isIdle() {
        return page.running() == null;
    }

    static Blame blame(Running running) {
        return new Blame(running.unitId(), running.offset(), running.stage());
    }
}
