package dev.taskpool.benchmarks.parts;

import dev.taskpool.remote.internal.serial.WireSerializer;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.Items;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading the messages that carry items to a worker, and outcomes back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH sets the fields up
public class EnvelopeParts {
    private static final int ITEM_BYTES = 8;
    private static final int FRAME_BYTES = 1 << 20;

    /** How many items a message has. */
    @Param({"1", "1000"})
    public int items;

    private final WireSerializer serializer = new WireSerializer();
    private final ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
    private ToWorker.Work work;
    private FromWorker.Outcomes outcomes;
    private byte[] workBytes;
    private byte[] outcomesBytes;

    /** Called by JMH. */
    public EnvelopeParts() {}

    /** Makes the messages. */
    @Setup
    public void setUp() {
        int[] ends = new int[items];
        for (int i = 0; i < items; i++) {
            ends[i] = (i + 1) * ITEM_BYTES;
        }
        var row = new Items.Encoded(new byte[items * ITEM_BYTES], ends, 0, items);
        work = new ToWorker.Work(List.of(), List.of(new ToWorker.Part(5, 3, 0, 1, items, row)));
        outcomes = new FromWorker.Outcomes(1, List.of(new FromWorker.Values(5, 0, row, new long[items])));
        workBytes = serializer.toBinary(work);
        outcomesBytes = serializer.toBinary(outcomes);
    }

    /**
     * Items to a worker.
     *
     * @return written
     */
    @Benchmark
    public ByteBuffer writeWork() {
        frame.clear();
        serializer.toBinary(work, frame);
        return frame;
    }

    /**
     * Items to a worker.
     *
     * @return read
     * @throws NotSerializableException never
     */
    @Benchmark
    public Object readWork() throws NotSerializableException {
        return serializer.fromBinary(workBytes, serializer.manifest(work));
    }

    /**
     * Outcomes from a worker.
     *
     * @return written
     */
    @Benchmark
    public ByteBuffer writeOutcomes() {
        frame.clear();
        serializer.toBinary(outcomes, frame);
        return frame;
    }

    /**
     * Outcomes from a worker.
     *
     * @return read
     * @throws NotSerializableException never
     */
    @Benchmark
    public Object readOutcomes() throws NotSerializableException {
        return serializer.fromBinary(outcomesBytes, serializer.manifest(outcomes));
    }
}
