package dev.taskpool.benchmarks.parts;

import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.serial.KryoCodec;
import dev.taskpool.remote.internal.serial.WorkerCodec;
import dev.taskpool.spi.Codec.ItemWriter;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Writing and reading functions, items and results. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH sets the fields up
public class CodecParts {
    private static final int BATCH = 1_000;
    private static final long MOST_BYTES = 1 << 30;

    private Path folder;
    private KryoCodec codec;
    private WorkerCodec worker;
    private ItemWriter writer;
    private TaskFunction<Integer, Integer> function;
    private Items functionBytes;
    private Items batch;
    private Items point;

    /** Called by JMH. */
    public CodecParts() {}

    /**
     * An item of the usual kind.
     *
     * @param name some text
     * @param x a number
     * @param y another
     */
    public record Point(String name, double x, double y) {}

    /**
     * Makes both sides.
     *
     * @throws IOException if the folder cannot be made
     */
    @Setup
    public void setUp() throws IOException {
        folder = Files.createTempDirectory("codec-parts-");
        List<String> allow = List.of("**");
        ClassLoader loader = CodecParts.class.getClassLoader();
        codec = new KryoCodec(allow, List.of(), loader, folder, MOST_BYTES);
        worker = new WorkerCodec(allow, List.of(), loader, folder, 1, MOST_BYTES);
        writer = codec.writer();
        int captured = 7;
        function = x -> x + captured;
        functionBytes = codec.encodeFunction(function);
        batch = encodeBatch();
        point = encodePoint();
    }

    /**
     * Clears away.
     *
     * @throws IOException if the folder is not empty
     */
    @TearDown
    public void tearDown() throws IOException {
        Files.delete(folder);
    }

    /**
     * A lambda.
     *
     * @return its bytes
     */
    @Benchmark
    public Items encodeFunction() {
        return codec.encodeFunction(function);
    }

    /**
     * A lambda.
     *
     * @return read
     */
    @Benchmark
    public Object decodeFunction() {
        return worker.readFunction(functionBytes);
    }

    /**
     * A record, alone.
     *
     * @return its bytes
     */
    @Benchmark
    public Items encodePoint() {
        writer.add(new Point("a point", 1.5, 2.5));
        return writer.take();
    }

    /**
     * A record, alone.
     *
     * @return read
     */
    @Benchmark
    public @Nullable Object decodePoint() {
        return worker.readItem(point, 0);
    }

    /**
     * Numbers, one of many.
     *
     * @return their bytes
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Items encodeBatch() {
        for (int i = 0; i < BATCH; i++) {
            writer.add(i);
        }
        return writer.take();
    }

    /**
     * Numbers, one of many.
     *
     * @param read takes them
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void decodeBatch(Blackhole read) {
        for (int i = 0; i < BATCH; i++) {
            read.consume(worker.readItem(batch, i));
        }
    }

    /**
     * Numbers as results, one of many.
     *
     * @param written takes them
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void encodeResults(Blackhole written) {
        for (int i = 0; i < BATCH; i++) {
            written.consume(worker.writeResult(i));
        }
    }
}
