package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireSerializerTest {
    private static final int ROUNDS = 300;

    private final WireSerializer serializer = new WireSerializer();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final RandomRecords records = new RandomRecords(random);

    @BeforeEach
    void printSeed() {
        System.out.println("seed " + seed);
    }

    @Test
    void formats_ofAllKinds_areThereOnceEach() {
        List<Class<?>> types = new ArrayList<>();
        WireSerializer.FORMATS.forEach(it -> types.add(it.type()));

        assertThat(types).doesNotHaveDuplicates().hasSameElementsAs(kinds());
        assertThat(WireSerializer.FORMATS).extracting(WireFormat::manifest).doesNotHaveDuplicates();
    }

    @Test
    void fromBinary_ofToBinary_isTheSameMessage() throws Exception {
        for (Class<?> kind : kinds()) {
            for (int i = 0; i < ROUNDS; i++) {
                Object message = records.make(kind);

                Object copy = serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message));

                assertSame(copy, message);
            }
        }
    }

    @Test
    void fromBinary_ofADirectBufferOfTheOtherOrder_isTheSameMessage() throws Exception {
        for (Class<?> kind : kinds()) {
            Object message = records.make(kind);
            ByteBuffer frame = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            frame.putLong(42);
            serializer.toBinary(message, frame);
            byte[] bytes = new byte[frame.position() - Long.BYTES];
            frame.flip().position(Long.BYTES);

            assertSame(serializer.fromBinary(frame.slice(), serializer.manifest(message)), message);
            frame.get(bytes);
            assertThat(bytes).isEqualTo(serializer.toBinary(message));
        }
    }

    @Test
    void toBinary_rowCutFromALongOne_writesItsOwnBytesOnly() throws Exception {
        Items.Encoded row = new Items.Encoded(new byte[100_000], new int[] {50_000, 50_003, 50_003, 100_000}, 0, 4);
        var work = new ToWorker.Work(List.of(), List.of(new ToWorker.Part(1, 2, 3, 1, 2, row.slice(1, 3))));

        byte[] bytes = serializer.toBinary(work);

        assertThat(bytes).hasSize(13);
        var copy = (ToWorker.Work) serializer.fromBinary(bytes, serializer.manifest(work));
        assertThat(copy.parts().get(0).items().first()).isZero();
        assertThat(copy.parts().get(0).items().data()).hasSize(3);
    }

    @Test
    void toBinary_frameTooSmall_overflows() {
        var message = new FromWorker.InitializerFailed(new byte[100]);

        assertThatThrownBy(() -> serializer.toBinary(message, ByteBuffer.allocate(100)))
                .isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void toBinary_rowOfReferences_isRefused() {
        var call = new CallInfo(1, Items.Referenced.of("x"), "", false, true, 0, List.of());

        assertThatThrownBy(() ->
                        serializer.toBinary(new ToWorker.Work(List.of(new ToWorker.Announced(call, 0)), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("items: Referenced[size=1] (expected: encoded)");
    }

    @Test
    void toBinary_anythingElse_isRefused() {
        assertThatThrownBy(() -> serializer.toBinary("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("message: java.lang.String (expected: a kind of wire message)");
    }

    @Test
    void fromBinary_unknownManifest_isRefused() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "?")).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void fromBinary_cutOffOrTooLong_isRefused() {
        for (Class<?> kind : kinds()) {
            Object message = records.make(kind);
            byte[] whole = serializer.toBinary(message);
            IntStream.concat(IntStream.range(0, whole.length), IntStream.of(whole.length + 1))
                    .forEach(length -> assertThatThrownBy(() ->
                                    serializer.fromBinary(Arrays.copyOf(whole, length), serializer.manifest(message)))
                            .isInstanceOf(NotSerializableException.class)
                            .hasMessageStartingWith(kind.getSimpleName() + ": "));
        }
    }

    @Test
    void fromBinary_claimOfABillionElements_isRefusedBeforeItIsBelieved() {
        byte[] billion = {(byte) 0x80, (byte) 0x94, (byte) 0xEB, (byte) 0xDC, 3, 0, 0, 0, 0, 0, 0, 0};

        for (String manifest : List.of("W", "x", "g", "c")) {
            assertThatThrownBy(() -> serializer.fromBinary(billion, manifest))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("message too short");
        }
    }

    @Test
    void fromBinary_mutatedBytes_areRefusedOrAnotherMessage() {
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            List<Class<?>> kinds = kinds();
            Object message = records.make(kinds.get(random.nextInt(kinds.size())));
            try {
                Object copy = serializer.fromBinary(mutate(serializer.toBinary(message)), serializer.manifest(message));
                assertThat(copy).isInstanceOf(message.getClass());
            } catch (NotSerializableException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        System.out.println(refused + " of 20000 refused");
    }

    private byte[] mutate(byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, Math.max(0, whole.length + random.nextInt(9) - 4));
        for (int left = 1 + random.nextInt(4); left > 0 && bytes.length > 0; left--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt()
                    : (byte) (bytes[at] ^ (1 << random.nextInt(Byte.SIZE)));
        }
        return bytes;
    }

    private static List<Class<?>> kinds() {
        return Stream.of(Wire.class.getPermittedSubclasses())
                .flatMap(side -> Stream.<Class<?>>of(side.getPermittedSubclasses()))
                .toList();
    }

    private void assertSame(Object copy, Object message) {
        assertThat(copy)
                .usingRecursiveComparison()
                .withEqualsForType(WireSerializerTest::sameRows, Items.Encoded.class)
                .withEqualsForType(Double::equals, Double.class) // NaN too
                .isEqualTo(message);
        assertThat(serializer.toBinary(copy)).isEqualTo(serializer.toBinary(message));
    }

    private static boolean sameRows(Items.Encoded left, Items.Encoded right) {
        return left.equals(right) && IntStream.range(0, left.size()).allMatch(i -> left.length(i) == right.length(i));
    }
}
