package dev.taskpool.remote.internal.serial;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The form of single numbers, short texts and the like, which are what most items and results are: they go past the
 * serializer, which takes ten times as long for them.
 */
final class PlainValues {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST_BYTES = 1 + LONGEST_TEXT;
    private static final int LONG_BYTES = 10;

    private PlainValues() {}

    /**
     * Appends a value that has such a form, and fits.
     *
     * @return whether it has; if not, the row is unchanged
     */
    static boolean append(RowBuffer row, @Nullable Object value, long maxPayloadBytes) throws GraphException {
        if (maxPayloadBytes < MOST_BYTES) {
            return false;
        }
        if (value instanceof Integer number) {
            appendNumber(row, PayloadTag.INT, number);
        } else if (value instanceof String text) {
            return text.length() <= LONGEST_TEXT && appendText(row, text);
        } else if (value instanceof Long number) {
            appendNumber(row, PayloadTag.LONG, number);
        } else if (value instanceof Double number) {
            appendBits(row, Double.doubleToRawLongBits(number));
        } else if (value instanceof Boolean truth) {
            row.commit(put(row.reserve(1), row.bytes(), truth ? PayloadTag.TRUE : PayloadTag.FALSE));
        } else if (value == null) {
            row.commit(put(row.reserve(1), row.bytes(), PayloadTag.NULL));
        } else {
            return false;
        }
        return true;
    }

    private static int put(byte[] data, int at, byte value) {
        data[at] = value;
        return at + 1;
    }

    /** Seven bits a byte, lowest first; small negative numbers are as short as small positive ones. */
    private static void appendNumber(RowBuffer row, byte tag, long number) throws GraphException {
        byte[] data = row.reserve(1 + LONG_BYTES);
        int at = put(data, row.bytes(), tag);
        long rest = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((rest & ~0x7FL) != 0) {
            at = put(data, at, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        row.commit(put(data, at, (byte) rest));
    }

    private static void appendBits(RowBuffer row, long bits) throws GraphException {
        byte[] data = row.reserve(1 + Long.BYTES);
        int at = put(data, row.bytes(), PayloadTag.DOUBLE);
        for (int i = 0; i < Long.BYTES; i++) {
            at = put(data, at, (byte) (bits >>> (8 * i)));
        }
        row.commit(at);
    }

    private static boolean appendText(RowBuffer row, String text) throws GraphException {
        byte[] data = row.reserve(1 + text.length());
        int at = put(data, row.bytes(), PayloadTag.ASCII);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                return false;
            }
            at = put(data, at, (byte) c);
        }
        row.commit(at);
        return true;
    }

    /** Whether a tag is one of these. */
    static boolean isTag(byte tag) {
        return tag >= PayloadTag.NULL && tag <= PayloadTag.ASCII;
    }

    /**
     * Reads a value.
     *
     * @param data holds it, its tag first
     * @param from where it begins
     * @param to where it ends
     */
    static @Nullable Object read(byte[] data, int from, int to) throws GraphException {
        int length = to - from - 1;
        switch (data[from]) {
            case PayloadTag.INT -> {
                long number = number(data, from + 1, to);
                if (number != (int) number) {
                    throw PayloadReader.malformed("a number of more than 32 bits");
                }
                return (int) number;
            }
            case PayloadTag.ASCII -> {
                return new String(data, from + 1, length, StandardCharsets.US_ASCII);
            }
            case PayloadTag.LONG -> {
                return number(data, from + 1, to);
            }
            case PayloadTag.DOUBLE -> {
                requireLength(length, Long.BYTES);
                return Double.longBitsToDouble(bits(data, from + 1));
            }
            default -> {
                requireLength(length, 0);
                return data[from] == PayloadTag.NULL ? null : (Object) (data[from] == PayloadTag.TRUE);
            }
        }
    }

    private static long number(byte[] data, int from, int to) throws GraphException {
        long rest = 0;
        for (int i = 0; i < Math.min(to - from, LONG_BYTES); i++) {
            byte next = data[from + i];
            rest |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                requireLength(to - from, i + 1);
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw PayloadReader.malformed("a number without an end");
    }

    private static long bits(byte[] data, int from) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits |= (data[from + i] & 0xFFL) << (8 * i);
        }
        return bits;
    }

    private static void requireLength(int length, int expected) throws GraphException {
        if (length != expected) {
            throw PayloadReader.malformed("a value of " + length + " bytes (expected: " + expected + ")");
        }
    }
}
