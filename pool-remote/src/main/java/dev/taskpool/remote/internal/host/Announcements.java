package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.IdentityHashMap;
import java.util.function.Predicate;

/**
 * How calls are announced to one child: a constant function travels once, and has a number from then on. Not
 * thread-safe.
 */
final class Announcements {
    private static final int MOST = 256;

    private final Predicate<Items> isConstant;
    private final IdentityHashMap<Items, Integer> numbers = new IdentityHashMap<>();

    /**
     * For one child.
     *
     * @param isConstant which functions are the same in all calls that have their row
     */
    Announcements(Predicate<Items> isConstant) {
        this.isConstant = isConstant;
    }

    /** Announces a call. */
    Announced of(CallInfo call) {
        Items function = call.function();
        Integer number = numbers.get(function);
        if (number != null) {
            return Announced.withoutFunction(call, number);
        }
        if (numbers.size() == MOST || !isConstant.test(function)) {
            return new Announced(call, Announced.UNNUMBERED);
        }
        int given = numbers.size() + 1;
        numbers.put(function, given);
        return new Announced(call, given);
    }
}
