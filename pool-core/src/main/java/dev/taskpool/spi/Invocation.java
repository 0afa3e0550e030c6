package dev.taskpool.spi;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskConsumer;
import dev.taskpool.TaskFunction;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls a function with an item, by the function's type; the same in every backend. */
public final class Invocation {
    private Invocation() {}

    /**
     * Calls a function.
     *
     * @param function one of the functional interfaces of {@code dev.taskpool}, or a Runnable or Callable
     * @param item its argument, a {@link Map.Entry} for a function of two, ignored by a task without arguments
     * @return its result, {@code null} where it has none
     * @throws Exception what the function throws
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null items and results are the task's own business
    public static @Nullable Object call(Object function, @Nullable Object item) throws Exception {
        if (function instanceof TaskFunction<?, ?> f) {
            return ((TaskFunction<@Nullable Object, @Nullable Object>) f).apply(item);
        }
        if (function instanceof TaskBiFunction<?, ?, ?> f && item instanceof Map.Entry<?, ?> pair) {
            return ((TaskBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) f)
                    .apply(pair.getKey(), pair.getValue());
        }
        if (function instanceof TaskConsumer<?> f) {
            ((TaskConsumer<@Nullable Object>) f).accept(item);
            return null;
        }
        if (function instanceof TaskAction f) {
            f.run();
            return null;
        }
        if (function instanceof Callable<?> f) {
            return f.call();
        }
        if (function instanceof Runnable f) {
            f.run();
            return null;
        }
        throw new IllegalArgumentException("function: " + function.getClass().getName()
                + " (expected: one of the functional interfaces of dev.taskpool, a Runnable or a Callable)");
    }
}
