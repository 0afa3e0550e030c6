package dev.taskpool.remote.internal.serial;

import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.wire.TargetBootstrap;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's side of how functions, items, results and failures travel to workers in other processes. Thread-safe;
 * runs user code, and blocks while it reads and writes files.
 */
public final class KryoCodec implements Codec {
    private final PayloadPlan plan;
    private final PayloadReader reader;
    private final FailureReader failures;
    private final ConstantFunctions constants = new ConstantFunctions();

    /**
     * Makes the codec of a pool; its workers' {@link WorkerCodec}s are made of the same.
     *
     * @param allow patterns of classes that may travel
     * @param deny patterns of classes that may not
     * @param loader finds the classes
     * @param spoolDirectory takes large payloads; nobody else may look into it
     * @param maxPayloadBytes the largest payload
     */
    public KryoCodec(
            List<String> allow, List<String> deny, ClassLoader loader, Path spoolDirectory, long maxPayloadBytes) {
        this.plan = PayloadPlan.of(allow, deny, loader, new Spool(spoolDirectory, Spool.CALLER), maxPayloadBytes);
        this.reader = new PayloadReader(plan);
        this.failures = new FailureReader(plan, reader);
    }

    /**
     * Makes the codec of a process that runs a single target, of any class but the known gadgets.
     *
     * @param loader finds the classes
     * @param spoolDirectory takes large payloads; nobody else may look into it
     * @return a codec without further limits
     */
    public static KryoCodec ofTarget(ClassLoader loader, Path spoolDirectory) {
        return new KryoCodec(List.of("**"), List.of(), loader, spoolDirectory, TargetBootstrap.MAX_PAYLOAD_BYTES);
    }

    @Override
    public Items encodeFunction(Object function) {
        return constants.write(function, () -> {
            var row = new RowBuffer();
            var writer = new PayloadWriter(plan);
            writer.write(row, function, Phase.ENCODE_FUNCTION);
            Items.Encoded taken = row.take();
            writer.keepAliveFor(taken);
            return taken;
        });
    }

    @Override
    public boolean isConstant(Items function) {
        Items.Encoded row = PayloadReader.encoded(function);
        return row.size() == 1 && row.length(0) > 0 && row.data()[row.start(0)] == PayloadTag.CONSTANT;
    }

    @Override
    public ItemWriter writer() {
        return new RowWriter(new PayloadWriter(plan));
    }

    @Override
    public @Nullable Object decodeResult(Items results, int index) {
        try {
            return reader.read(results, index, Phase.DECODE_RESULT);
        } finally {
            reader.discard(PayloadReader.encoded(results), index);
        }
    }

    @Override
    public PoolException decodeFailure(Items failure, FailureContext context) {
        try {
            return failures.read(failure, context);
        } finally {
            reader.discard(failure);
        }
    }

    @Override
    public long weight(Items items) {
        Items.Encoded row = PayloadReader.encoded(items);
        long weight = row.bytes();
        for (int i = 0; i < row.size(); i++) {
            weight += PayloadReader.spooledBytes(row, i);
        }
        return weight;
    }

    @Override
    public void discard(Items items) {
        reader.discard(items);
    }

    @Override
    public void clearAfter(int workerId, @Nullable Items lastOutcome) {
        SpooledPayload told =
                lastOutcome instanceof Items.Encoded row && row.size() == 1 ? PayloadReader.fileOf(row, 0) : null;
        plan.spool().clearAfter(workerId, told == null || told.writer() != workerId ? List.of() : List.of(told));
    }

    private static final class RowWriter implements ItemWriter {
        private final PayloadWriter writer;
        private final RowBuffer row = new RowBuffer();

        /** What the files of the first items hold; they are looked at only when somebody asks. */
        private long spooledBytes;

        private int lookedAt;

        RowWriter(PayloadWriter writer) {
            this.writer = writer;
        }

        @Override
        public void add(@Nullable Object item) {
            writer.write(row, item, Phase.ENCODE_ITEM);
        }

        @Override
        public int size() {
            return row.size();
        }

        @Override
        public long bytes() {
            return row.bytes();
        }

        @Override
        public long weight() {
            Items.Encoded view = row.view();
            for (; lookedAt < view.size(); lookedAt++) {
                spooledBytes += PayloadReader.spooledBytes(view, lookedAt);
            }
            return row.bytes() + spooledBytes;
        }

        @Override
        public Items take() {
            spooledBytes = 0;
            lookedAt = 0;
            Items.Encoded taken = row.take();
            writer.keepAliveFor(taken);
            return taken;
        }
    }
}
