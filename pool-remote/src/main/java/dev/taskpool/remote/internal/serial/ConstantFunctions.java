package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.Items;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers how lambdas that capture nothing are written: there is one of each kind. Thread-safe. */
final class ConstantFunctions {
    private final ClassValue<Written> written = new ClassValue<>() {
        @Override
        protected Written computeValue(Class<?> type) {
            return new Written(isConstant(type), new AtomicReference<>());
        }
    };

    private record Written(boolean constant, AtomicReference<@Nullable Items> row) {}

    /** The JDK makes lambdas as hidden classes, with a field for each captured value. */
    private static boolean isConstant(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getDeclaredFields().length == 0;
    }

    /**
     * A function as it is written.
     *
     * @param function any function
     * @param writer writes it
     * @return the very same row each time, if the function captures nothing
     */
    Items write(Object function, Supplier<Items.Encoded> writer) {
        Written known = written.get(function.getClass());
        if (!known.constant()) {
            return writer.get();
        }
        Items row = known.row().get();
        if (row != null) {
            return row;
        }
        Items.Encoded first = writer.get();
        if (first.data()[0] == PayloadTag.GRAPH) {
            first.data()[0] = PayloadTag.CONSTANT;
        }
        return known.row().compareAndSet(null, first)
                ? first
                : Objects.requireNonNull(known.row().get());
    }
}
