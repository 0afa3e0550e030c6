package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.PoolStats;
import dev.taskpool.spi.Items;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the pool's face asks of its supervisor. */
sealed interface SupervisorRequest {
    /** A call begins; {@code items} are its first, and all if {@code complete}. */
    record Submit(OpenCall call, @Nullable Items items, boolean complete) implements SupervisorRequest {}

    /** A call has more items. */
    record Add(long callId, Items items) implements SupervisorRequest {}

    /** The next item of a call could not be written. */
    record Skip(long callId, PoolException failure) implements SupervisorRequest {}

    /** A call has no more items. */
    record EndInput(long callId) implements SupervisorRequest {}

    /** A call's results are no longer wanted. */
    record Cancel(long callId, boolean stopRunning) implements SupervisorRequest {}

    /** A call failed when its results were read. */
    record FailFast(long callId) implements SupervisorRequest {}

    /** No more calls. */
    record ShutDown() implements SupervisorRequest {}

    /** End everything now. */
    record Terminate() implements SupervisorRequest {}

    /** What is going on? */
    record Ask(CompletableFuture<PoolStats> answer) implements SupervisorRequest {}

    /** The moment the schedule asked for has come. */
    record Tick() implements SupervisorRequest {}

    /** Nobody counts on being heard after this. */
    record Last() implements SupervisorRequest {}

    /** Send what was gathered for the workers. */
    record Flush() implements SupervisorRequest {}
}
