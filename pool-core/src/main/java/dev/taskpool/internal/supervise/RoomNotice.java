package dev.taskpool.internal.supervise;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who found no room when to try again: one promise for all since the last one was kept, however many they
 * are. Not thread-safe.
 */
final class RoomNotice {
    private @Nullable CompletableFuture<Void> promise;
    private CompletionStage<Void> stage = CompletableFuture.completedStage(null);
    private long leastItems;
    private long leastBytes;

    /** A promise to somebody who wanted to enter with this. */
    CompletionStage<Void> promise(long items, long bytes) {
        if (promise == null) {
            promise = new CompletableFuture<>();
            stage = promise.minimalCompletionStage();
            leastItems = items;
            leastBytes = bytes;
        }
        leastItems = Math.min(leastItems, items);
        leastBytes = Math.min(leastBytes, bytes);
        return stage;
    }

    /** Keeps the promise if somebody may enter, with these items and bytes. */
    void tellIf(BiPredicate<Long, Long> fits) {
        if (promise != null && fits.test(leastItems, leastBytes)) {
            promise.completeAsync(() -> null); // what hangs on it is neither the pool's business nor its threads'
            promise = null;
        }
    }
}
