package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.CallInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of calls, each read once. The task thread reads; any thread may forget.
 *
 * <p>A call is forgotten only once it has ended, so never while its function is being read.
 */
final class Functions {
    private final Map<Long, Loaded> loaded = new ConcurrentHashMap<>();

    /** A function, or why it cannot be read. */
    sealed interface Loaded {}

    /**
     * A function.
     *
     * @param function it
     */
    record Known(Object function) implements Loaded {}

    /**
     * A function that cannot be read.
     *
     * @param failure why
     */
    record Unreadable(Throwable failure) implements Loaded {}

    /** The call's function, if it was read before. */
    @Nullable
    Loaded known(CallInfo call) {
        return loaded.get(call.callId());
    }

    /** Reads the call's function, and remembers it unless the call is a single one. */
    Loaded read(CallInfo call, Payloads payloads) {
        Loaded result = tryRead(call, payloads);
        if (!call.single()) {
            loaded.put(call.callId(), result);
        }
        return result;
    }

    /** Frees the call's function. */
    void forget(long callId) {
        loaded.remove(callId);
    }

    private static Loaded tryRead(CallInfo call, Payloads payloads) {
        try {
            return new Known(payloads.readFunction(call.function()));
        } catch (Throwable t) {
            return new Unreadable(t);
        }
    }
}
