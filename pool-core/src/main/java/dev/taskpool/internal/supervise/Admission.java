package dev.taskpool.internal.supervise;

import dev.taskpool.QueueFullException;
import dev.taskpool.internal.config.QueueSettings;
import dev.taskpool.internal.config.QueueSettings.WhenFull;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a pool has accepted and not finished within its limits: items enter before they are handed to the
 * supervisor, and leave when they have ended. Thread-safe; where there are no limits, nobody need ask.
 *
 * <p>Who finds no room waits, in the order of arrival. What is larger than a limit enters when nothing else is inside.
 * The pool's own threads enter in any case: what they wait for may be waiting for them.
 */
final class Admission {
    /** At most this part of a limit enters at once, so that workers have work while the next part waits for room. */
    private static final int PORTIONS = 8;

    private final String pool;
    private final long maxItems;
    private final long maxBytes;
    private final boolean limited;
    private final WhenFull whenFull;
    private final BooleanSupplier onOwnThread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Load> waiting = new ArrayDeque<>();
    private final RoomNotice notice = new RoomNotice();
    private long items;
    private long bytes;

    /** Why calls of which nothing is inside are refused. */
    private @Nullable Supplier<RuntimeException> closed;

    /** Why all calls are refused. */
    private @Nullable Supplier<RuntimeException> ended;

    /**
     * How a call enters.
     *
     * @param isBegun whether it is accepted already, so that the pool's shutdown lets it go on
     * @param isWanted false once it is in vain
     * @param mayWait whether it waits for room; otherwise it is refused
     * @param nanos how long it waits at most
     */
    record Terms(boolean isBegun, BooleanSupplier isWanted, boolean mayWait, long nanos) {
        static final Terms WAITING = within(Long.MAX_VALUE);
        static final Terms NOT_WAITING = new Terms(false, () -> true, false, 0);

        static Terms within(long nanos) {
            return new Terms(false, () -> true, true, nanos);
        }

        /** For the next items of a call. */
        static Terms next(boolean isBegun, BooleanSupplier isWanted) {
            return new Terms(isBegun, isWanted, true, Long.MAX_VALUE);
        }
    }

    /** What wants to enter together. */
    private static final class Load {
        private final long items;
        private final long bytes;

        Load(long items, long bytes) {
            this.items = items;
            this.bytes = bytes;
        }
    }

    Admission(String pool, QueueSettings settings, BooleanSupplier onOwnThread) {
        this.pool = pool;
        this.maxItems = settings.maxItems().orElse(Integer.MAX_VALUE);
        this.maxBytes = settings.maxBytes().orElse(Long.MAX_VALUE);
        this.limited = settings.maxItems().isPresent() || settings.maxBytes().isPresent();
        this.whenFull = settings.whenFull();
        this.onOwnThread = onOwnThread;
    }

    /** Whether there is any limit; without, nothing enters and nothing leaves. */
    boolean limited() {
        return limited;
    }

    /** Whether bytes count; without, they may be taken for 0. */
    boolean weighs() {
        return maxBytes < Long.MAX_VALUE;
    }

    /** Whether nobody waits, so that a call enters as a whole or is refused. */
    boolean rejects() {
        return limited && whenFull != WhenFull.BLOCK;
    }

    /** How many items should enter at once. */
    int portionItems(int most) {
        return (int) Math.max(1, Math.min(most, maxItems / PORTIONS));
    }

    /** How many bytes should enter at once. */
    long portionBytes(long most) {
        return Math.max(1, Math.min(most, maxBytes / PORTIONS));
    }

    /**
     * Lets items enter.
     *
     * @return false if the time was up, or nobody wants them any more
     * @throws RejectedExecutionException if there is no room and it may not wait, or the pool was shut down
     * @throws RuntimeException why the pool ended, or that the waiting thread was interrupted
     */
    boolean enter(long count, long weight, Terms terms) {
        var load = new Load(count, weight);
        lock.lock();
        try {
            check(terms);
            if ((waiting.isEmpty() && fits(load)) || onOwnThread.getAsBoolean()) {
                take(load);
                return true;
            }
            if (rejects() || !terms.mayWait()) {
                throw refusal(load);
            }
            return await(load, terms);
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Lets items enter if there is room and the pool takes calls. */
    boolean offer(long count, long weight) {
        var load = new Load(count, weight);
        lock.lock();
        try {
            boolean enters = closed == null && ended == null && waiting.isEmpty() && fits(load);
            if (enters) {
                take(load);
            }
            return enters;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Load load, Terms terms) throws InterruptedException {
        waiting.addLast(load);
        try {
            for (long left = terms.nanos(); waiting.peekFirst() != load || !fits(load); check(terms)) {
                if (left <= 0 || !terms.isWanted().getAsBoolean()) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            take(load);
            return true;
        } finally {
            waiting.remove(load);
            changed.signalAll(); // another is the first now
        }
    }

    private void check(Terms terms) {
        if (ended != null) {
            throw ended.get();
        }
        if (closed != null && !terms.isBegun()) {
            throw closed.get();
        }
    }

    private boolean fits(Load load) {
        return fits(load.items, load.bytes);
    }

    private boolean fits(long count, long weight) {
        return items == 0 || (items + count <= maxItems && bytes + weight <= maxBytes);
    }

    private void take(Load load) {
        items += load.items;
        bytes += load.bytes;
    }

    /** Items have ended. */
    void leave(long count, long weight) {
        lock.lock();
        try {
            items -= count;
            bytes -= weight;
            Load first = waiting.peekFirst();
            if (first != null && fits(first)) {
                changed.signalAll();
            }
            notice.tellIf(this::fits);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what could never enter as a whole, where it must, before more of it is read. */
    void checkWhole(long count, long weight) {
        if (rejects() && (count > maxItems || weight > maxBytes) && !onOwnThread.getAsBoolean()) {
            lock.lock();
            try {
                throw new RejectedExecutionException(full(new Load(count, weight)));
            } finally {
                lock.unlock();
            }
        }
    }

    private RejectedExecutionException refusal(Load load) {
        return whenFull == WhenFull.NOTIFY
                ? new QueueFullException(full(load), notice.promise(load.items, load.bytes))
                : new RejectedExecutionException(full(load));
    }

    private String full(Load load) {
        boolean byItems = items + load.items > maxItems || !weighs();
        return "the queue of pool " + pool + " is full: "
                + (byItems
                        ? full(items, load.items, "items", "max-items = " + maxItems)
                        : full(bytes, load.bytes, "bytes", "max-bytes = " + maxBytes));
    }

    private static String full(long inside, long more, String unit, String limit) {
        return inside + " " + unit + " are unfinished, " + more
                + " more were submitted (expected: at most taskpool.queue." + limit + ")";
    }

    /** From now on calls are refused that have not begun. The first reason counts. */
    void close(Supplier<RuntimeException> reason) {
        lock.lock();
        try {
            closed = closed == null ? reason : closed;
            changed.signalAll();
            notice.tellIf((count, weight) -> true);
        } finally {
            lock.unlock();
        }
    }

    /** From now on all calls are refused. The first reason counts. */
    void end(Supplier<RuntimeException> reason) {
        lock.lock();
        try {
            ended = ended == null ? reason : ended;
            changed.signalAll();
            notice.tellIf((count, weight) -> true);
        } finally {
            lock.unlock();
        }
    }

    /** Why a call that has not begun would be refused; {@code null} if it would not. */
    @Nullable
    RuntimeException refusal() {
        lock.lock();
        try {
            Supplier<RuntimeException> reason = ended != null ? ended : closed;
            return reason == null ? null : reason.get();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody may want its items no more. */
    void recheck() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
