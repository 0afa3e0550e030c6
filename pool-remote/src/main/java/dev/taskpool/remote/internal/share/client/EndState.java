package dev.taskpool.remote.internal.share.client;

import dev.taskpool.process.Connection;
import dev.taskpool.remote.internal.share.Frame;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this process knows of an end of a pipe. Thread-safe. */
final class EndState {
    private static final long UNASKED_BYTES = 1 << 17;

    private final Borrowed borrowed;
    private boolean attached;
    private int given;
    private boolean closed;
    private long sentBytes;
    private @Nullable CompletableFuture<Frame> question;
    private final Map<Thread, Awaited> readable = new WeakHashMap<>();

    /** What a thread was told to wait for. */
    private record Awaited(Connection<?> end, CompletableFuture<?> future) {}

    EndState(Borrowed borrowed) {
        this.borrowed = borrowed;
    }

    Borrowed borrowed() {
        return borrowed;
    }

    /**
     * This process holds the end, unless it has closed it. No thread uses the end, or closes it, before the hub knows.
     *
     * @param tell tells the hub
     */
    synchronized void attach(Runnable tell) {
        if (!attached && !closed) {
            tell.run();
            attached = true;
        }
    }

    /** Something was received: what the hub is about to say of it counts no more. */
    synchronized void received() {
        if (question != null) {
            question = null;
            readable.clear();
        }
    }

    /**
     * Waits until there is something to receive. The hub is asked once, and a thread that waits again gets what it got
     * before, so that to ask again and again costs nothing.
     *
     * @param end what the future gives
     * @param ask asks the hub
     */
    @SuppressWarnings("unchecked") // it was made for the same end
    synchronized <C extends Connection<?>> CompletableFuture<C> readable(
            C end, Supplier<CompletableFuture<Frame>> ask) {
        Awaited known = readable.get(Thread.currentThread());
        if (known != null && known.end == end && !known.future.isDone()) {
            return (CompletableFuture<C>) known.future;
        }
        CompletableFuture<Frame> asked = question;
        if (asked == null || asked.isDone()) {
            asked = ask.get();
            question = asked;
        }
        CompletableFuture<C> future = asked.thenApply(answer -> end);
        readable.put(Thread.currentThread(), new Awaited(end, future));
        return future;
    }

    /** Another process will hold it. */
    synchronized void giveAway() {
        given++;
    }

    /** That process does not hold it any more, or never did; says whether nobody may be left who does. */
    synchronized boolean takeBack() {
        given--;
        return given == 0 && !attached;
    }

    /** Whether so much has been sent that the hub must be asked whether it is read. */
    synchronized boolean mustWait(int bytes) {
        sentBytes += bytes;
        boolean must = sentBytes > UNASKED_BYTES;
        sentBytes = must ? bytes : sentBytes;
        return must;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes it; says whether that is to be told: the opener's unused copy of what it gave away does not count. */
    synchronized boolean close(boolean opener) {
        boolean counts = !closed && (attached || (opener && given == 0));
        closed = true;
        return counts;
    }
}
