package dev.taskpool.remote.internal.share.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The ends of this process's pipes that another process is given when it is started. It may end before it has read that it
 * holds them, and who waits at the other ends must be told of that as well. Thread-safe.
 */
public final class Gifts {
    private static final ThreadLocal<Gifts> noting = new ThreadLocal<>();

    private final Queue<RemoteConnection<?>> ends = new ConcurrentLinkedQueue<>();

    /** None yet. */
    public Gifts() {}

    /**
     * Notes which ends this thread writes meanwhile. If it fails, they have not been given.
     *
     * @param start writes what the other process is given, and starts it
     * @return what that returns
     * @param <T> its type
     */
    public <T> T during(Supplier<T> start) {
        noting.set(this);
        try {
            return start.get();
        } catch (RuntimeException e) {
            ends.forEach(RemoteConnection::takeBack);
            throw e;
        } finally {
            noting.remove();
        }
    }

    /** An end is written. */
    static void note(RemoteConnection<?> end) {
        Gifts gifts = noting.get();
        if (gifts != null) {
            gifts.ends.add(end);
        }
    }

    /** The other process has ended: ends that nobody holds are closed. */
    public void settle() {
        ends.forEach(RemoteConnection::settle);
    }
}
