package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.internal.schedule.CallSpec;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An accepted call: its items while they may be asked for, and the way of its outcomes to their collector.
 *
 * <p>Owned by the supervisor; the collector runs elsewhere, step by step.
 */
final class OpenCall {
    final CallSpec spec;
    final CallInfo info;
    private final CallItems items = new CallItems();
    private final EarlierEnds earlier = new EarlierEnds();
    private final Collector collector;
    private final Codec codec;
    private final Admission admission;
    private final InOrder steps;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();
    private final StringBuilder threadDump = new StringBuilder();
    private boolean begun;

    OpenCall(
            CallSpec spec,
            CallInfo info,
            Collector collector,
            Codec codec,
            Admission admission,
            ResultThreads threads) {
        this.spec = spec;
        this.info = info;
        this.collector = collector;
        this.codec = codec;
        this.admission = admission;
        this.steps = new InOrder(threads);
    }

    void add(Items more) {
        items.add(more);
    }

    /** The next item could not be written. */
    void skip(PoolException failure) {
        int index = items.skip();
        steps.execute(() -> collector.failure(index, failure, 0, 0));
    }

    Items slice(int first, int count) {
        return items.slice(first, count);
    }

    /** An index as the user counts it. */
    int shown(int index) {
        return info.single() ? -1 : index;
    }

    /** Completed when the call has ended. May be asked by any thread. */
    CompletableFuture<Fate> fate() {
        return fate;
    }

    /** Where the outcomes are read, one after the other. May be asked by any thread. */
    InOrder steps() {
        return steps;
    }

    /** An item took its worker along, and is run again. */
    void runAgain(int index, PoolException end) {
        earlier.add(index, end);
    }

    void values(int first, Items results, long[] elapsedNanos, int attempts) {
        begun = true;
        int count = results.size();
        earlier.forget(first, count);
        List<Items> free = items.ended(first, count);
        steps.execute(() -> {
            leave(count, free);
            collector.values(first, results, elapsedNanos, attempts);
            CallItems.discard(codec, free);
        });
    }

    /** A failure that the worker described, still to be read. */
    void failure(int index, Items failure, Codec.FailureContext context, long elapsedNanos, Failed told) {
        begun = true;
        List<PoolException> before = earlier.take(index);
        List<Items> free = items.ended(index, 1);
        steps.execute(() -> {
            leave(1, free);
            PoolException decoded = codec.decodeFailure(failure, context);
            before.forEach(decoded::addSuppressed);
            collector.failure(index, decoded, elapsedNanos, context.attempts());
            told.failed(decoded);
            CallItems.discard(codec, free);
        });
    }

    /** Is told of a failure once it could be read. */
    interface Failed {
        void failed(PoolException failure);
    }

    void failure(int index, PoolException failure, int attempts) {
        begun = true;
        earlier.take(index).forEach(failure::addSuppressed);
        List<Items> free = items.ended(index, 1);
        steps.execute(() -> {
            leave(1, free);
            collector.failure(index, failure, 0, attempts);
            CallItems.discard(codec, free);
        });
    }

    /** A worker was stopped while it ran an item of this, which was cancelled. */
    void stopped(String dump) {
        threadDump.append(dump);
    }

    void cancelled(int first, int count, boolean wereBegun) {
        begun |= wereBegun;
        earlier.forget(first, count);
        List<Items> free = items.ended(first, count);
        steps.execute(() -> {
            leave(count, free);
            collector.cancelled(first, count);
            CallItems.discard(codec, free);
        });
    }

    /**
     * Gives back the room of items that have ended, before anybody is told, so that whoever is told finds it. Their
     * bytes are given back segment by segment, as they are freed.
     */
    private void leave(int count, List<Items> free) {
        if (!admission.limited()) {
            return;
        }
        long weight = 0;
        if (admission.weighs() && !free.isEmpty()) {
            weight = info.single() ? codec.weight(info.function()) : 0;
            for (Items segment : free) {
                weight += codec.weight(segment);
            }
        }
        admission.leave(count, weight);
    }

    void ended(@Nullable RuntimeException reason) {
        var known = new Fate(begun, threadDump.toString());
        steps.execute(() -> {
            codec.discard(info.function());
            collector.ended(reason);
            fate.complete(known);
        });
    }

    /** What has come of the call is not all of it, even if every item that was read has ended well. */
    void cutShort() {
        steps.execute(() -> collector.cancelled(0, 0));
    }

    /** The call ends here and now, whatever has become of its items. */
    void failed(RuntimeException reason) {
        cutShort();
        ended(reason);
    }
}
