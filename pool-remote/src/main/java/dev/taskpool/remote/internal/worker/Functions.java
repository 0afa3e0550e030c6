package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of calls, each read once; those with a number, which capture nothing, once for all calls. The task
 * thread reads; any thread may forget.
 *
 * <p>A call is forgotten only once it has ended, so never while its function is being read.
 */
final class Functions {
    private final Map<Long, Loaded> loaded = new ConcurrentHashMap<>();
    private final Map<Integer, Items> numbered = new ConcurrentHashMap<>();
    private final Map<Items, Constant> constants = Collections.synchronizedMap(new IdentityHashMap<>());

    /** A function that call after call uses, once it has been read. */
    private static final class Constant {
        private volatile @Nullable Loaded loaded;
    }

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

    /**
     * Puts in the function that a call was announced without.
     *
     * @throws IllegalStateException if its number was not told before
     */
    CallInfo told(Announced announced) {
        CallInfo call = announced.call();
        if (announced.functionNumber() == Announced.UNNUMBERED) {
            return call;
        }
        if (announced.hasFunction()) {
            numbered.put(announced.functionNumber(), call.function());
            constants.put(call.function(), new Constant());
            return call;
        }
        Items function = numbered.get(announced.functionNumber());
        if (function == null) {
            throw new IllegalStateException("function " + announced.functionNumber() + " of call " + call.callId()
                    + " (expected: one that was told)");
        }
        return call.with(function);
    }

    /** The call's function, if it was read before. */
    @Nullable
    Loaded known(CallInfo call) {
        Loaded ofCall = loaded.get(call.callId());
        if (ofCall != null) {
            return ofCall;
        }
        Constant constant = constants.get(call.function());
        return constant == null ? null : constant.loaded;
    }

    /** Reads the call's function, and remembers it unless the call is a single one. */
    Loaded read(CallInfo call, Payloads payloads) {
        Loaded result = tryRead(call, payloads);
        Constant constant = constants.get(call.function());
        if (constant != null && result instanceof Known) {
            constant.loaded = result;
        } else if (!call.single()) {
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
