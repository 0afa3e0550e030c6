package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.spi.Invocation;
import dev.taskpool.spi.Items;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that runs user code: the initializer, then tasks.
 *
 * <p>It gets its codec ready while the actor system starts in another thread.
 */
final class TaskThread implements Runnable {
    private static final long DEFAULT_STACK_BYTES = 16L << 20;

    /** System property for another stack size, in bytes; {@code -Xss} does not reach this thread. */
    private static final String STACK_PROPERTY = "taskpool.worker.task-stack-bytes";

    private static final long LEAVE_SECONDS = 3;

    private final Supplier<Payloads> codec;
    private final byte[] initializer;
    private final CompletableFuture<Consumer<FromWorker>> parent;
    private final BiFunction<Payloads, Consumer<FromWorker>, Runnable> work;

    /**
     * What the thread does.
     *
     * @param codec makes what reads and writes, in the thread
     * @param initializer as written by the codec; empty if there is none
     * @param parent complete once the parent has been greeted
     * @param work makes, in the thread, what to run once initialized
     */
    TaskThread(
            Supplier<Payloads> codec,
            byte[] initializer,
            CompletableFuture<Consumer<FromWorker>> parent,
            BiFunction<Payloads, Consumer<FromWorker>, Runnable> work) {
        this.codec = codec;
        this.initializer = initializer;
        this.parent = parent;
        this.work = work;
    }

    /** Starts the thread. */
    void start() {
        long stackBytes = Long.getLong(STACK_PROPERTY, DEFAULT_STACK_BYTES);
        new Thread(null, this, "taskpool-task", stackBytes).start();
    }

    @Override
    public void run() {
        try {
            Payloads payloads = codec.get();
            Consumer<FromWorker> told = parent.join();
            Runnable loop = work.apply(payloads, told);
            Throwable failure = initialize(payloads, told);
            if (failure == null) {
                told.accept(new FromWorker.Ready());
                loop.run();
            } else {
                awaitLeave(failure);
            }
        } catch (HeapExhausted e) {
            Exit.outOfMemory(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            Exit.outOfMemory(e.toString());
        } catch (Throwable t) {
            Exit.fatal("the task thread ended", t);
        }
    }

    /** What the initializer failed with, {@code null} if it did not. */
    private @Nullable Throwable initialize(Payloads payloads, Consumer<FromWorker> told) {
        if (initializer.length == 0) {
            return null;
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Object action = payloads.readFunction(Items.Encoded.of(initializer));
            var unused = Invocation.call(action, null);
            return null;
        } catch (Throwable t) {
            byte[] failure = payloads.writeFailure(t);
            payloads.publish();
            Exit.initializerFailed();
            told.accept(new FromWorker.InitializerFailed(failure));
            return t;
        } finally {
            Thread.interrupted();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The parent tells this process to leave once it has heard why; if it cannot be reached, there is an end to waiting. */
    private static void awaitLeave(Throwable failure) throws InterruptedException {
        TimeUnit.SECONDS.sleep(LEAVE_SECONDS);
        Exit.fatal("the initializer failed, and the parent does not answer", failure);
    }
}
