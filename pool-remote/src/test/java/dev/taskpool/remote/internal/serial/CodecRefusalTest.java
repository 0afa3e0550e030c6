package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(300)
class CodecRefusalTest {
    private static final Logger log = LoggerFactory.getLogger(CodecRefusalTest.class);

    @TempDir
    Path spool;

    record Customer(String name, Object thread) {}

    record Order(int number, Customer customer) {}

    private static Order unwritable() {
        return new Order(1, new Customer("Ann", new Thread("never started")));
    }

    private static Order unreadable() {
        return new Order(1, new Customer("Ann", new Saboteurs.OneWay()));
    }

    @Test
    void whatCannotBeWritten_isNamedWithTheFieldsThatLeadToIt() {
        CodecRig rig = CodecRig.in(spool);
        Order order = unwritable();
        Codec.ItemWriter writer = rig.caller().writer();
        writer.add("first");

        var item = CodecRig.refused(Phase.ENCODE_ITEM, () -> writer.add(order));
        var result = CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult(order));
        TaskFunction<Integer, Object> capturing = i -> order;
        var function =
                CodecRig.refused(Phase.ENCODE_FUNCTION, () -> rig.caller().encodeFunction(capturing));

        assertThat(item)
                .hasMessageStartingWith("item cannot be serialized: java.lang.Thread (Order.customer.thread): ");
        assertThat(item.className()).isEqualTo("java.lang.Thread");
        assertThat(item.path()).isEqualTo("Order.customer.thread");
        assertThat(result)
                .hasMessageStartingWith("result cannot be serialized: java.lang.Thread (Order.customer.thread): ");
        assertThat(function).hasMessageStartingWith("function cannot be serialized: java.lang.Thread");
        assertThat(function.path()).endsWith("customer.thread");
        writer.add("second");
        Items row = writer.take();
        assertThat(row.size()).isEqualTo(2);
        assertThat(rig.worker().readItem(row, 1)).isEqualTo("second");
    }

    @Test
    void whatCannotBeRead_isNamed() {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row("before", unreadable(), "after");

        var item = CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(row, 1));
        var function =
                CodecRig.refused(Phase.DECODE_FUNCTION, () -> rig.worker().readFunction(row.slice(1, 2)));
        var result = CodecRig.refused(Phase.DECODE_RESULT, () -> rig.caller().decodeResult(row, 1));

        for (TaskSerializationException refusal : new TaskSerializationException[] {item, function, result}) {
            assertThat(refusal.className()).isEqualTo(Saboteurs.OneWay.class.getName());
            assertThat(refusal.path()).isEqualTo("Order.customer.thread");
        }
        assertThat(item).hasMessageStartingWith("item cannot be read: ");
        assertThat(rig.worker().readItem(row, 2)).isEqualTo("after");
    }

    @Test
    void nullFunction_isRefusedWhereItIsRead() {
        CodecRig rig = CodecRig.in(spool);

        CodecRig.refused(Phase.DECODE_FUNCTION, () -> rig.worker().readFunction(rig.row((Object) null)));
    }

    @Test
    void itemThatIsCutOff_orHasBytesLeftOver_isRefused() {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded whole = rig.row(new Order(1, new Customer("Ann", "x")));
        byte[] data = whole.data();

        for (int length = 0; length < data.length; length++) {
            Items cut = Items.Encoded.of(Arrays.copyOf(data, length));
            CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(cut, 0));
        }
        Items longer = Items.Encoded.of(Arrays.copyOf(data, data.length + 1));
        CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(longer, 0));
        Items beyond = new Items.Encoded(data, new int[] {data.length + 5}, 0, 1);
        CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(beyond, 0));
        rig.caller().discard(beyond);
    }

    @Test
    void corruptRows_areReadOrRefused_andNothingElse() throws Exception {
        long seed = System.nanoTime();
        log.info("corrupt rows seed={}", seed);
        var random = new Random(seed);
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row(
                "text", new Order(1, new Customer("Ann", "x")), new byte[100], new int[] {1, 2, 3}, new byte[40_000]);
        byte[] failure = rig.worker().writeFailure(new IllegalStateException("boom", new RuntimeException("x")));

        for (int round = 0; round < 4_000; round++) {
            byte[] data = corrupt(random, row.data());
            var corrupt = new Items.Encoded(data, row.ends(), 0, row.size());
            readOrRefused(() -> rig.worker().readItem(corrupt, random.nextInt(4)));
            var corruptFailure = Items.Encoded.of(corrupt(random, failure));
            assertThat(rig.caller().decodeFailure(corruptFailure, CodecRig.ITEM_7))
                    .isNotNull();
        }
        rig.caller().discard(row);
        assertThat(rig.files()).isEmpty();
    }

    private static byte[] corrupt(Random random, byte[] data) {
        byte[] corrupt = data.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return corrupt;
    }

    private static void readOrRefused(Runnable read) {
        try {
            read.run();
        } catch (TaskSerializationException e) {
            assertThat(e.phase()).isEqualTo(Phase.DECODE_ITEM);
        }
    }
}
