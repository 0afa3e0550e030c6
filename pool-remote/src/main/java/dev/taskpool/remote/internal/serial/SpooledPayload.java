package dev.taskpool.remote.internal.serial;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Which file of a {@link Spool} holds a payload. It travels as three numbers, so that no path can be smuggled in.
 *
 * @param high one half of the random number that names the file
 * @param low the other half
 * @param bytes how long the file is
 */
record SpooledPayload(long high, long low, long bytes) {
    static final int ENCODED_BYTES = 3 * Long.BYTES;

    private static final String PREFIX = "payload-";

    String fileName() {
        HexFormat hex = HexFormat.of();
        return PREFIX + hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    byte[] encoded() {
        return ByteBuffer.allocate(ENCODED_BYTES)
                .putLong(high)
                .putLong(low)
                .putLong(bytes)
                .array();
    }

    /** Reads one that begins at {@code offset}; the caller has checked that all of it is there. */
    static SpooledPayload decode(byte[] data, int offset) {
        ByteBuffer in = ByteBuffer.wrap(data, offset, ENCODED_BYTES);
        return new SpooledPayload(in.getLong(), in.getLong(), in.getLong());
    }
}
