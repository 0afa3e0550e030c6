package dev.taskpool.internal.local;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes everything by reference. */
final class ReferenceCodec implements Codec {
    static final ReferenceCodec INSTANCE = new ReferenceCodec();

    private ReferenceCodec() {}

    @Override
    public Items encodeFunction(Object function) {
        return Items.Referenced.of(function);
    }

    @Override
    public ItemWriter writer() {
        return new Row();
    }

    @Override
    public @Nullable Object decodeResult(Items results, int index) {
        return ((Items.Referenced) results).value(index);
    }

    @Override
    public PoolException decodeFailure(Items failure, FailureContext context) {
        Throwable thrown = (Throwable) ((Items.Referenced) failure).value(0);
        String what = context.itemIndex() < 0 ? "the task" : "item " + context.itemIndex();
        return new TaskFailedException(
                what + " failed: " + described(thrown),
                thrown,
                trace(thrown),
                context.workerId(),
                context.itemIndex(),
                context.attempts());
    }

    /** A user's exception may fail even at describing itself. */
    private static String described(@Nullable Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error e) {
            return thrown == null ? "null" : thrown.getClass().getName();
        }
    }

    private static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        var text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName();
        }
        return text.toString();
    }

    @Override
    public void discard(Items items) {
        // nothing is held outside the heap
    }

    private static final class Row implements ItemWriter {
        private List<@Nullable Object> values = new ArrayList<>(1);

        @Override
        public void add(@Nullable Object item) {
            values.add(item);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Items take() {
            var row = new Items.Referenced(values.toArray(), 0, values.size());
            values = new ArrayList<>();
            return row;
        }
    }
}
