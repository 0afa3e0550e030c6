package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.Task;
import dev.taskpool.TaskFunction;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class CodecRowsTest {
    @TempDir
    Path spool;

    @Test
    void row_ofManyItems_isReadItemByItem() {
        CodecRig rig = CodecRig.in(spool);
        Codec.ItemWriter writer = rig.caller().writer();
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            writer.add(i);
        }
        assertThat(writer.size()).isEqualTo(count);
        assertThat(writer.bytes()).isBetween(count * 3L, count * 8L);

        Items row = writer.take();

        assertThat(row.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(rig.worker().readItem(row, i)).isEqualTo(i);
        }
    }

    @Test
    void row_sliced_holdsTheSameItems() {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded part = rig.row("a", "b", null, "d", 5L).slice(1, 4);

        assertThat(part.size()).isEqualTo(3);
        assertThat(rig.worker().readItem(part, 0)).isEqualTo("b");
        assertThat(rig.worker().readItem(part, 1)).isNull();
        assertThat(rig.worker().readItem(CodecRig.sent(part), 2)).isEqualTo("d");
    }

    @Test
    void take_withoutItems_givesAnEmptyRow() {
        Codec.ItemWriter writer = CodecRig.in(spool).caller().writer();

        Items row = writer.take();

        assertThat(row.size()).isZero();
        assertThat(row.bytes()).isZero();
    }

    @Test
    void take_again_givesOnlyWhatCameSince() {
        CodecRig rig = CodecRig.in(spool);
        Codec.ItemWriter writer = rig.caller().writer();
        writer.add("first");
        Items first = writer.take();
        writer.add("second");
        writer.add("third");

        Items second = writer.take();

        assertThat(writer.size()).isZero();
        assertThat(rig.worker().readItem(first, 0)).isEqualTo("first");
        assertThat(second.size()).isEqualTo(2);
        assertThat(rig.worker().readItem(second, 1)).isEqualTo("third");
    }

    @Test
    void items_thatShareAnObject_areCopiedEachForItself() {
        CodecRig rig = CodecRig.in(spool);
        var shared = new ArrayList<>(List.of("x"));
        Items.Encoded row = rig.row(shared, shared);

        assertThat(rig.worker().readItem(row, 1)).isEqualTo(shared);
        assertThat(row.length(1)).isEqualTo(row.length(0));
    }

    @Test
    void firstByte_saysWhatFollows() {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row(List.of("text"), new byte[10], new byte[40_000], "x".repeat(40_000));

        assertThat(tag(row, 0)).isEqualTo(PayloadTag.GRAPH);
        assertThat(tag(row, 1)).isEqualTo(PayloadTag.BYTES);
        assertThat(tag(row, 2)).isEqualTo(PayloadTag.SPOOLED_BYTES);
        assertThat(tag(row, 3)).isEqualTo(PayloadTag.SPOOLED_GRAPH);
        rig.caller().discard(row);
    }

    private static byte tag(Items.Encoded row, int index) {
        return row.data()[row.start(index)];
    }

    @Test
    void function_isReadAsOftenAsItIsAskedFor() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        int summand = 40;
        Items function = rig.caller().encodeFunction((TaskFunction<Integer, Integer>) x -> x + summand);

        for (int i = 0; i < 3; i++) {
            @SuppressWarnings("unchecked") // what was written above
            var read = (TaskFunction<Integer, Integer>) rig.worker().readFunction(function);
            assertThat(read.apply(2)).isEqualTo(42);
        }
        Items task = rig.caller().encodeFunction(Task.of(() -> "done"));
        assertThat(((Callable<?>) rig.worker().readFunction(task)).call()).isEqualTo("done");
    }

    @Test
    void results_ofAnyKind_comeBack() {
        CodecRig rig = CodecRig.in(spool);

        assertThat(rig.resultOf(null)).isNull();
        assertThat(rig.resultOf("text")).isEqualTo("text");
        assertThat(rig.resultOf(new byte[] {1, 2})).isEqualTo(new byte[] {1, 2});
        assertThat(rig.resultOf(new byte[0])).isEqualTo(new byte[0]);
        assertThat(rig.resultOf(new long[] {1, 2})).isEqualTo(new long[] {1, 2});
    }

    @Test
    void callerSide_isUsedByManyThreadsAtOnce() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String name = "thread-" + t;
                runs.add(threads.submit(() -> roundTrips(rig, name)));
            }
            for (Future<?> run : runs) {
                run.get(150, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(150, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(rig.files()).isEmpty();
    }

    private void roundTrips(CodecRig rig, String name) {
        WorkerCodec worker = CodecRig.workerCodec(spool, CodecRig.MAX_BYTES);
        for (int i = 0; i < 300; i++) {
            List<Object> item = List.of(name, i, "x".repeat(i % 50 == 0 ? 40_000 : i));
            Items.Encoded row = rig.row(item);
            Object read = worker.readItem(row, 0);
            rig.caller().discard(row);
            assertThat(read).isEqualTo(item);
            Items.Encoded result = CodecRig.sent(worker.writeResult(item));
            worker.publish();
            assertThat(rig.caller().decodeResult(result, 0)).isEqualTo(item);
        }
    }
}
