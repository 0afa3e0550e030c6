package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of numbers, alone and within graphs, at the sizes at which they are written in another way. */
@Timeout(240)
class LargeArraysTest {
    private static final int[] LENGTHS = {0, 1, 511, 512, 513, 1_023, 2_048, 4_095, 4_096, 4_097, 32_769, 300_001};

    private final Random random = new Random(1);

    @TempDir
    Path spool;

    /** A table with a name. */
    record Table(String name, double[] values, int[][] rows, List<byte[]> blobs) {}

    private List<Object> arrays(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        var shorts = new short[length];
        var chars = new char[length];
        for (int i = 0; i < length; i++) {
            shorts[i] = (short) random.nextInt();
            chars[i] = (char) random.nextInt();
        }
        var floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat();
        }
        return List.of(
                bytes,
                shorts,
                chars,
                random.ints(length).toArray(),
                floats,
                random.longs(length).toArray(),
                random.doubles(length).toArray(),
                new boolean[length]);
    }

    @Test
    void arraysOfEachKindAndSize_arrive() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int twice = 0; twice < 2; twice++) {
            for (int length : LENGTHS) {
                for (Object array : arrays(length)) {
                    Items.Encoded row = rig.row(array);
                    assertEqual(rig.worker().readItem(row, 0), array);
                    rig.caller().discard(row);
                    assertEqual(rig.resultOf(array), array);
                    Object[] within = {"first", array, "last"};
                    assertEqual(rig.resultOf(within), within);
                }
            }
        }
        assertThat(rig.files()).isEmpty();
    }

    private static void assertEqual(Object read, Object array) {
        assertThat(Objects.deepEquals(read, array))
                .as("%s of %s", array.getClass().getSimpleName(), Array.getLength(array))
                .isTrue();
    }

    @Test
    void graphsWithManyLargeArrays_arrive() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int twice = 0; twice < 3; twice++) {
            List<byte[]> blobs = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                byte[] blob = new byte[random.nextInt(20_000)];
                random.nextBytes(blob);
                blobs.add(blob);
            }
            var table = new Table(
                    "t" + twice,
                    random.doubles(100_001).toArray(),
                    new int[][] {random.ints(5_000).toArray(), {1, 2}, null},
                    blobs);

            var read = (Table) rig.resultOf(table);

            assertThat(read.name()).isEqualTo(table.name());
            assertThat(Arrays.equals(read.values(), table.values())).isTrue();
            assertThat(Arrays.deepEquals(read.rows(), table.rows())).isTrue();
            assertThat(Arrays.deepEquals(read.blobs().toArray(), blobs.toArray()))
                    .isTrue();
        }
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void arrayThatOccursTwice_isOneArrayWhereItArrives() {
        CodecRig rig = CodecRig.in(spool);
        for (int length : new int[] {10, 5_000, 100_000}) {
            int[] shared = random.ints(length).toArray();
            var read = (List<?>) rig.resultOf(List.of(shared, "between", shared));
            assertThat(read.get(0)).isSameAs(read.get(2)).isEqualTo(shared);
        }
    }

    @Test
    void graphTooDeepForItsThread_keepsItsArrays() {
        CodecRig rig = CodecRig.in(spool);
        List<Object> graph = new ArrayList<>(List.of(random.longs(50_000).toArray()));
        for (int i = 0; i < 2_000; i++) {
            graph = new ArrayList<>(
                    Arrays.asList(i % 100 == 0 ? random.ints(3_000).toArray() : i, graph));
        }
        List<Object> original = graph;
        List<?> read = (List<?>) rig.resultOf(graph);
        for (int i = 0; i < 2_000; i++) {
            assertThat(Objects.deepEquals(read.get(0), original.get(0))).isTrue();
            read = (List<?>) read.get(1);
            original = asList(original.get(1));
        }
        assertThat(Objects.deepEquals(read.get(0), original.get(0))).isTrue();
    }

    @SuppressWarnings("unchecked") // what was put there above
    private static List<Object> asList(Object list) {
        return (List<Object>) list;
    }

    @Test
    void captureOfALargeArray_travelsWithItsFunction() {
        CodecRig rig = CodecRig.in(spool);
        double[] table = random.doubles(200_000).toArray();
        Items function = rig.caller().encodeFunction((TaskFunction<Integer, Double>) i -> table[i]);

        @SuppressWarnings("unchecked") // what was written above
        var read = (TaskFunction<Integer, Double>) rig.worker().readFunction(function);

        try {
            assertThat(read.apply(123_456)).isEqualTo(table[123_456]);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        rig.caller().discard(function);
    }

    @Test
    void arraysThatAreTooLargeTogether_areRefused() throws Exception {
        CodecRig rig = CodecRig.in(spool, 100_000);

        CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult(new int[25_001]));
        CodecRig.refused(
                Phase.ENCODE_RESULT, () -> rig.worker().writeResult(List.of(new int[12_500], new long[6_250], "x")));
        assertThat(rig.files()).isEmpty();
        assertThat(rig.resultOf(new int[24_000])).isEqualTo(new int[24_000]);
    }

    @Test
    void declaredLengthBeyondTheFile_isRefusedBeforeRoomIsMade() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = CodecRig.sent(rig.worker().writeResult(new int[] {1}));
        Items.Encoded spooled = rig.row((Object) new long[100_000]);
        var payload = PayloadReader.fileOf(spooled, 0);
        assertThat(payload).isNotNull();
        assertThat(row.size()).isEqualTo(1);
        var lying = new SpooledPayload(
                payload.writer(), false, payload.file(), payload.use(), 1L << 29, payload.graphBytes());
        byte[] data = new byte[1 + SpooledPayload.ENCODED_BYTES];
        data[0] = PayloadTag.SPOOLED_GRAPH;
        System.arraycopy(lying.encoded(), 0, data, 1, SpooledPayload.ENCODED_BYTES);
        var spending = new Spending(0, 1 << 20);
        var reader = CodecRig.in(spool);
        assertThat(reader.worker().readItem(spooled, 0)).isEqualTo(new long[100_000]);

        spending.check(
                1,
                "a size beyond the file",
                () -> CodecRig.refused(Phase.DECODE_ITEM, () -> reader.worker().readItem(Items.Encoded.of(data), 0)));
        rig.caller().discard(spooled);
    }
}
