package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How calls are announced to one child: a function that is used in call after call travels once, and has a number from
 * then on. Functions are told apart by the row they are written in, which those that capture nothing have for good. Not
 * thread-safe.
 */
final class Announcements {
    private static final int MOST = 256;
    private static final int RECENT = 16;

    private final IdentityHashMap<Items, Integer> numbers = new IdentityHashMap<>();
    private final @Nullable Items[] recent = new Items[RECENT];
    private int next;

    /** Announces a call. */
    Announced of(CallInfo call) {
        Items function = call.function();
        Integer number = numbers.get(function);
        if (number != null) {
            return Announced.withoutFunction(call, number);
        }
        if (!isRecent(function) || numbers.size() == MOST) {
            return new Announced(call, Announced.UNNUMBERED);
        }
        int given = numbers.size() + 1;
        numbers.put(function, given);
        return new Announced(call, given);
    }

    /** Most functions are used once, and take no number. */
    private boolean isRecent(Items function) {
        for (Items other : recent) {
            if (other == function) {
                return true;
            }
        }
        recent[next] = function;
        next = (next + 1) % RECENT;
        return false;
    }
}
