package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.io.NotSerializableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged bytes at every door of the serialization: they are read or refused, at a cost in proportion to their number,
 * and leave it as it was. System properties: {@code fuzz.inputs}, {@code fuzz.seed}.
 */
@Timeout(1800)
class HostileBytesTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 5_000);
    private static final int LARGEST_SEED_BYTES = 20_000;

    private final long seed = Long.getLong("fuzz.seed", 1);
    private final Random random = new Random(seed);
    private final Mutator mutator = new Mutator(random);
    private int refused;

    @Test
    void wireMessages_areReadOrRefused() {
        var serializer = new WireSerializer();
        var records = new RandomRecords(random);
        var spending = new Spending(64, 4 << 20);
        List<Class<?>> kinds = Stream.of(Wire.class.getPermittedSubclasses())
                .flatMap(side -> Stream.<Class<?>>of(side.getPermittedSubclasses()))
                .toList();
        byte[] other = {};
        for (int i = 0; i < INPUTS; i++) {
            Object message = records.make(kinds.get(random.nextInt(kinds.size())));
            byte[] whole = serializer.toBinary(message);
            if (i == 0) {
                readWire(serializer, whole, message); // loads classes
            }
            byte[] bytes = mutator.damage(whole, other);
            spending.check(bytes.length, name(i), () -> readWire(serializer, bytes, message));
            other = whole;
        }
        report("wire", spending);
    }

    private void readWire(WireSerializer serializer, byte[] bytes, Object message) {
        try {
            Object read = serializer.fromBinary(bytes, serializer.manifest(message));
            assertThat(read).isInstanceOf(message.getClass());
        } catch (NotSerializableException e) {
            refused++;
            assertThat(e).hasMessageStartingWith(message.getClass().getSimpleName() + ": ");
        }
    }

    @Test
    void payloads_areReadOrRefused(@TempDir Path spool) throws Exception {
        CodecRig rig = CodecRig.in(spool);
        List<byte[]> payloads = payloads(rig);
        var spending = new Spending(1_500, 8 << 20);
        for (int i = 0; i < INPUTS; i++) {
            byte[] whole = payloads.get(random.nextInt(payloads.size()));
            byte[] bytes = mutator.damage(whole, payloads.get(random.nextInt(payloads.size())));
            Items.Encoded row = Items.Encoded.of(bytes);
            int door = random.nextInt(4);
            spending.check(bytes.length, name(i), () -> readPayload(rig, row, door));
        }
        report("payloads", spending);
        payloads.forEach(payload -> rig.caller().discard(Items.Encoded.of(payload)));
        assertThat(rig.worker().readItem(rig.row("whole"), 0)).isEqualTo("whole");
        assertThat(rig.resultOf(List.of(1, 2))).isEqualTo(List.of(1, 2));
        assertThat(rig.files()).isEmpty();
    }

    private void readPayload(CodecRig rig, Items.Encoded row, int door) {
        try {
            switch (door) {
                case 0 -> rig.worker().readItem(row, 0);
                case 1 -> rig.worker().readFunction(row);
                case 2 -> rig.caller().decodeResult(row, 0);
                default -> readFailure(rig, row);
            }
        } catch (TaskSerializationException e) {
            refused++;
            assertThat(e).hasMessageContaining("cannot be read: ");
            assertThat(e.getCause() instanceof OutOfMemoryError).isFalse();
        }
        rig.caller().discard(row);
    }

    private void readFailure(CodecRig rig, Items.Encoded row) {
        PoolException failure = rig.caller().decodeFailure(row, CodecRig.ITEM_7);
        assertThat(failure.itemIndex()).isEqualTo(7);
        refused += failure instanceof TaskSerializationException ? 1 : 0;
    }

    /** Values of every kind, a function that captures, and failures. */
    private static List<byte[]> payloads(CodecRig rig) {
        List<byte[]> payloads = new ArrayList<>();
        for (Kinds.Kind kind : Kinds.all()) {
            byte[] bytes = bytes(rig.row(kind.make().get()));
            if (bytes.length < LARGEST_SEED_BYTES) {
                payloads.add(bytes);
            }
        }
        int captured = 42;
        TaskFunction<Integer, Integer> function = x -> x + captured;
        payloads.add(bytes((Items.Encoded) rig.caller().encodeFunction(function)));
        var failure = new IllegalStateException("boom", new RuntimeException("cause"));
        failure.addSuppressed(new IllegalArgumentException("suppressed"));
        byte[] written = rig.worker().writeFailure(failure);
        for (int i = 0; i < 20; i++) {
            payloads.add(written);
        }
        return payloads;
    }

    private static byte[] bytes(Items.Encoded row) {
        return Arrays.copyOfRange(row.data(), row.start(0), row.start(1));
    }

    private String name(int input) {
        return "input " + input + " of seed " + seed;
    }

    private void report(String what, Spending spending) {
        System.out.printf(
                "%s: %d of %d refused, at most %d bytes of heap for one; seed %d%n",
                what, refused, INPUTS, spending.most(), seed);
        assertThat(refused).isGreaterThan(INPUTS / 4).isLessThan(INPUTS);
    }
}
