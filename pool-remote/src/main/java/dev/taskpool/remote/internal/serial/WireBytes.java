package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.Items;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes and reads the values that messages are made of; whole numbers take as many bytes as they need.
 *
 * <p>Whatever is read is checked against what is left, before anything is allocated for it: nothing grows beyond a small
 * multiple of the input. What cannot be read gives an IllegalArgumentException.
 */
final class WireBytes {
    private static final int MAX_LONG_BYTES = 10;

    private WireBytes() {}

    /** Seven bits a byte, lowest first; a negative number takes ten bytes. */
    static void putLong(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    static long getLong(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < MAX_LONG_BYTES; i++) {
            byte next = getByte(in);
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number: more than " + MAX_LONG_BYTES + " bytes");
    }

    static void putInt(ByteBuffer out, int value) {
        putLong(out, Integer.toUnsignedLong(value));
    }

    static int getInt(ByteBuffer in) {
        long value = getLong(in);
        if (value >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("number: " + Long.toUnsignedString(value) + " (expected: 32 bits)");
        }
        return (int) value;
    }

    static void putBoolean(ByteBuffer out, boolean value) {
        out.put((byte) (value ? 1 : 0));
    }

    static boolean getBoolean(ByteBuffer in) {
        byte value = getByte(in);
        if ((value & ~1) != 0) {
            throw new IllegalArgumentException("truth value: " + value + " (expected: 0 or 1)");
        }
        return value == 1;
    }

    /** Eight bytes, lowest first, whatever the buffer's order. */
    static void putDouble(ByteBuffer out, double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Double.BYTES; i++) {
            out.put((byte) (bits >>> (8 * i)));
        }
    }

    static double getDouble(ByteBuffer in) {
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits |= (getByte(in) & 0xFFL) << (8 * i);
        }
        return Double.longBitsToDouble(bits);
    }

    static void putText(ByteBuffer out, String text) {
        putBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String getText(ByteBuffer in) {
        return new String(getBytes(in), StandardCharsets.UTF_8);
    }

    static void putBytes(ByteBuffer out, byte[] bytes) {
        putInt(out, bytes.length);
        out.put(bytes);
    }

    static byte[] getBytes(ByteBuffer in) {
        byte[] bytes = new byte[getCount(in)];
        in.get(bytes);
        return bytes;
    }

    static void putLongs(ByteBuffer out, long[] values) {
        putInt(out, values.length);
        for (long value : values) {
            putLong(out, value);
        }
    }

    static long[] getLongs(ByteBuffer in) {
        long[] values = new long[getCount(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = getLong(in);
        }
        return values;
    }

    static <T> void putAll(ByteBuffer out, List<T> elements, BiConsumer<ByteBuffer, T> put) {
        putInt(out, elements.size());
        for (T element : elements) {
            put.accept(out, element);
        }
    }

    static <T> List<T> getAll(ByteBuffer in, Function<ByteBuffer, T> get) {
        int count = getCount(in);
        var elements = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            elements.add(get.apply(in));
        }
        return elements;
    }

    /** Only the row's own bytes travel, whatever else its array holds. */
    static void putItems(ByteBuffer out, Items items) {
        if (!(items instanceof Items.Encoded row)) {
            throw new IllegalArgumentException("items: " + items + " (expected: encoded)");
        }
        putInt(out, row.size());
        for (int i = 0; i < row.size(); i++) {
            putInt(out, row.length(i));
        }
        out.put(row.data(), row.start(0), row.start(row.size()) - row.start(0));
    }

    static Items.Encoded getItems(ByteBuffer in) {
        int[] ends = new int[getCount(in)];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += Integer.toUnsignedLong(getInt(in));
            ends[i] = (int) Math.min(end, Integer.MAX_VALUE);
        }
        requireLeft(in, end);
        byte[] data = new byte[(int) end];
        in.get(data);
        return new Items.Encoded(data, ends, 0, ends.length);
    }

    static byte getByte(ByteBuffer in) {
        requireLeft(in, 1);
        return in.get();
    }

    /** How many elements follow, each of which takes a byte at least. */
    private static int getCount(ByteBuffer in) {
        int count = getInt(in);
        requireLeft(in, Integer.toUnsignedLong(count));
        return count;
    }

    private static void requireLeft(ByteBuffer in, long bytes) {
        if (bytes > in.remaining()) {
            throw new IllegalArgumentException(
                    "message too short: " + in.remaining() + " bytes left (expected: >= " + bytes + ")");
        }
    }
}
