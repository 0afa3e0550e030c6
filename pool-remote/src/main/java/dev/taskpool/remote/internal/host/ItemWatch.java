package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.WorkerEvent.Blame;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches through the shared page what a child is running, and decides whether it must be stopped for that: because the
 * item has passed its time limit, or was cancelled. If there is a grace, the item is first interrupted.
 *
 * <p>While it decides it holds the child between two items, so that stopping it for one item never hits another. A
 * decision to stop or to interrupt leaves the child held. Not thread-safe.
 */
final class ItemWatch {
    private final StatusPage page;
    private final InFlight inFlight;
    private final long graceNanos;
    private @Nullable Interrupted interrupted;
    private boolean heldForGood;

    /** An item that was told to end, and why it is stopped if it does not. */
    private record Interrupted(long unitId, int offset, long graceEndNanos, Doom doom) {
        boolean is(@Nullable Running running) {
            return running != null && running.unitId() == unitId && running.offset() == offset;
        }
    }

    /** What is to be done now. */
    sealed interface Decision {
        /**
         * Nothing.
         *
         * @param atNanos when to look again; empty if time alone changes nothing
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
         * @param doom for which item, and why
         */
        record Stop(Doom doom) implements Decision {}
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

    /** Looks whether the item at hand has passed its time limit, or an interrupted one its grace. */
    Decision look(long nowNanos) {
        page.hold();
        Running running = page.running();
        if (interrupted != null) {
            return lookAtInterrupted(interrupted, running, nowNanos);
        }
        if (running == null || !isOver(running, nowNanos)) {
            letGo();
            return new Decision.Wait(nextLook(running, nowNanos));
        }
        return stop(running, Doom.timeLimit(blame(running)), nowNanos);
    }

    /** The child stays held, for the item may yet fail. */
    private static Decision lookAtInterrupted(Interrupted item, @Nullable Running running, long nowNanos) {
        if (!item.is(running)) {
            return nothing(); // it has ended; its outcome will tell how
        }
        return nowNanos - item.graceEndNanos >= 0
                ? new Decision.Stop(item.doom)
                : new Decision.Wait(OptionalLong.of(item.graceEndNanos));
    }

    /**
     * Stops the item at hand if it is one of a call that was cancelled.
     *
     * @return nothing to do if the child runs no such item
     */
    Decision cancel(long callId, long nowNanos) {
        page.hold();
        Running running = page.running();
        if (running == null || !isOf(running, callId)) {
            if (interrupted == null) {
                letGo();
            }
            return nothing();
        }
        Doom doom = Doom.cancelled(blame(running));
        if (interrupted != null) {
            interrupted = new Interrupted(running.unitId(), running.offset(), interrupted.graceEndNanos, doom);
            return nothing(); // it was told already, and has its grace
        }
        return stop(running, doom, nowNanos);
    }

    private boolean isOf(Running running, long callId) {
        CallInfo call = inFlight.isDue(running.unitId(), running.offset()) ? inFlight.callOf(running.unitId()) : null;
        return call != null && call.callId() == callId;
    }

    private Decision stop(Running running, Doom doom, long nowNanos) {
        if (graceNanos == 0) {
            return new Decision.Stop(doom);
        }
        interrupted = new Interrupted(running.unitId(), running.offset(), nowNanos + graceNanos, doom);
        return new Decision.Interrupt(running.unitId(), running.offset(), nowNanos + graceNanos);
    }

    private static Decision nothing() {
        return new Decision.Wait(OptionalLong.empty());
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

    /** Why an item was told to end; {@code null} if it was not. */
    @Nullable
    Doom doomOf(long unitId, int offset) {
        return interrupted != null && interrupted.unitId == unitId && interrupted.offset == offset
                ? interrupted.doom
                : null;
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
