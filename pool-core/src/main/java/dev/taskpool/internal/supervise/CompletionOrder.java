package dev.taskpool.internal.supervise;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Results in the order they end. */
public final class CompletionOrder<A extends AsyncResult<?>> implements Iterator<A> {
    private final LinkedBlockingQueue<A> ended = new LinkedBlockingQueue<>();
    private final int all;
    private final @Nullable Duration timeout;
    private final long startNanos = System.nanoTime();
    private int left;

    private CompletionOrder(Set<A> results, @Nullable Duration timeout) {
        this.all = results.size();
        this.left = all;
        this.timeout = timeout;
        for (A result : results) {
            result.whenComplete((value, failure) -> ended.add(result));
        }
    }

    /**
     * See {@link AsyncResult#asCompleted(Collection, Duration)}.
     *
     * @param results the results
     * @param timeout for the whole, {@code null} for no limit
     * @return an iterable that starts anew with each iterator
     * @param <A> the type of the results' handles
     */
    public static <A extends AsyncResult<?>> Iterable<A> of(Collection<A> results, @Nullable Duration timeout) {
        Set<A> each = new LinkedHashSet<>(results);
        return () -> new CompletionOrder<>(each, timeout);
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public A next() {
        if (left == 0) {
            throw new NoSuchElementException("all " + all + " results were given");
        }
        try {
            A next = take();
            left--;
            return next;
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    private A take() throws InterruptedException {
        if (timeout == null) {
            return ended.take();
        }
        long remaining = timeout.toNanos() - (System.nanoTime() - startNanos);
        A next = remaining > 0 ? ended.poll(remaining, TimeUnit.NANOSECONDS) : ended.poll();
        if (next == null) {
            String message = left + " (of " + all + ") results unfinished";
            throw new PoolException(message, new TimeoutException(message + " after " + timeout));
        }
        return next;
    }
}
