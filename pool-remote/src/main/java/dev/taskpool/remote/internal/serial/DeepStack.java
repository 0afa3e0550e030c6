package dev.taskpool.remote.internal.serial;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a piece of work on a thread with a large stack, made for it and ended after it. */
final class DeepStack {
    /** Address space: only what is used becomes memory. */
    private static final long STACK_BYTES = 512L << 20;

    private DeepStack() {}

    /** Waits for the work, through interrupts; throws what the work throws. */
    static @Nullable Object run(Supplier<@Nullable Object> work) throws Throwable {
        var done = new CompletableFuture<@Nullable Object>();
        var thread = new Thread(null, () -> settle(done, work), "taskpool-deep-graph", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void settle(CompletableFuture<@Nullable Object> done, Supplier<@Nullable Object> work) {
        try {
            done.complete(work.get());
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }
}
