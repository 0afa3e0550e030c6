package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Both sides of a codec around one spool directory. */
record CodecRig(Path spool, KryoCodec caller, WorkerCodec worker) {
    static final long MAX_BYTES = 1L << 30;
    static final int WORKER = 3;
    static final FailureContext ITEM_7 = new FailureContext(WORKER, 7, 2);

    static CodecRig in(Path spool) {
        return in(spool, MAX_BYTES);
    }

    static CodecRig in(Path spool, long maxBytes) {
        return new CodecRig(spool, codec(spool, maxBytes), workerCodec(spool, maxBytes));
    }

    static KryoCodec codec(Path spool, long maxBytes) {
        return new KryoCodec(List.of("**"), List.of(), CodecRig.class.getClassLoader(), spool, maxBytes);
    }

    static WorkerCodec workerCodec(Path spool, long maxBytes) {
        return new WorkerCodec(List.of("**"), List.of(), CodecRig.class.getClassLoader(), spool, WORKER, maxBytes);
    }

    Items.Encoded row(Object... items) {
        Codec.ItemWriter writer = caller.writer();
        for (Object item : items) {
            writer.add(item);
        }
        return (Items.Encoded) writer.take();
    }

    /** As over the wire: the worker writes it, the caller reads it. */
    Object resultOf(Object result) {
        return caller.decodeResult(result(result), 0);
    }

    /** What the worker has written and published. */
    Items.Encoded result(Object result) {
        Items.Encoded row = sent(worker.writeResult(result));
        worker.publish();
        return row;
    }

    Items.Encoded failure(Throwable failure) {
        byte[] written = worker.writeFailure(failure);
        worker.publish();
        return Items.Encoded.of(written);
    }

    PoolException failureOf(Throwable failure) {
        return caller.decodeFailure(failure(failure), ITEM_7);
    }

    static Items.Encoded sent(Items.Encoded row) {
        byte[] data = Arrays.copyOfRange(row.data(), row.start(0), row.start(row.size()));
        int[] ends = new int[row.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = row.start(i + 1) - row.start(0);
        }
        return new Items.Encoded(data, ends, 0, ends.length);
    }

    /** The files that hold something. */
    List<Path> files() throws IOException {
        return files(name -> !name.startsWith("returned-"));
    }

    /** Those that have been read, for their writers to use again. */
    List<Path> returned() throws IOException {
        return files(name -> name.startsWith("returned-"));
    }

    private List<Path> files(Predicate<String> which) throws IOException {
        try (var all = Files.list(spool)) {
            return all.filter(file -> which.test(file.getFileName().toString())).toList();
        }
    }

    static TaskSerializationException refused(Phase phase, ThrowingCallable code) {
        var refusal = Assertions.catchThrowableOfType(TaskSerializationException.class, code);
        assertThat(refusal).isNotNull();
        assertThat(refusal.phase()).isEqualTo(phase);
        assertThat(refusal.itemIndex()).isEqualTo(-1);
        assertThat(refusal.attempts()).isZero();
        return refusal;
    }
}
