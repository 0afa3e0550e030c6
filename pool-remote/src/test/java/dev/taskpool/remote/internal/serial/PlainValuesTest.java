package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.spi.Items;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainValuesTest {
    private static final long LIMIT = 1 << 20;

    static Stream<Object> values() {
        return Stream.of(
                0,
                -1,
                63,
                64,
                -65,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0.0,
                -0.0,
                Double.NaN,
                Double.MIN_VALUE,
                true,
                false,
                "",
                "plain",
                "\u0000\u007f",
                "x".repeat(256));
    }

    private static byte[] written(Object value) throws GraphException {
        var row = new RowBuffer();
        assertThat(PlainValues.append(row, value, LIMIT)).isTrue();
        return row.take().copyOf(0);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("values")
    void value_comesBackAsItWas(Object value) throws GraphException {
        byte[] bytes = written(value);

        assertThat(PlainValues.isTag(bytes[0])).isTrue();
        assertThat(PlainValues.read(bytes, 0, bytes.length)).isEqualTo(value);
    }

    @Test
    void doublesOfAnyBits_comeBackAsTheyWere() throws GraphException {
        double oddNan = Double.longBitsToDouble(0x7FF8_0000_0000_1234L);
        byte[] bytes = written(oddNan);

        Object read = PlainValues.read(bytes, 0, bytes.length);

        assertThat(Double.doubleToRawLongBits((Double) read)).isEqualTo(Double.doubleToRawLongBits(oddNan));
    }

    @Test
    void otherValues_areLeftToTheSerializer_andTheRowIsAsItWas() throws GraphException {
        var row = new RowBuffer();
        assertThat(PlainValues.append(row, 7, LIMIT)).isTrue();
        Items.Encoded before = row.view();
        for (Object value : List.of("é", "x".repeat(257), 'c', (byte) 1, 1.0f, List.of(), new int[0])) {
            assertThat(PlainValues.append(row, value, LIMIT)).as("%s", value).isFalse();
        }

        assertThat(row.view()).isEqualTo(before);
    }

    @Test
    void smallLimitOfPayloads_leavesAllToTheSerializer() throws GraphException {
        assertThat(PlainValues.append(new RowBuffer(), 7, 100)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16 0", // null, and something
                "18 1", // true, and something
                "19", // a number without bytes
                "19 128 128", // a number without an end
                "19 2 0", // a number and something
                "19 255 255 255 255 255 255 255 127", // no int
                "20 128 128 128 128 128 128 128 128 128 128 0", // too long
                "21 0 0 0" // half a double
            })
    void malformedBytes_areRefused(String text) {
        String[] words = text.split(" ", -1);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(words[i]);
        }

        assertThatThrownBy(() -> PlainValues.read(bytes, 0, bytes.length))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("malformed");
    }
}
