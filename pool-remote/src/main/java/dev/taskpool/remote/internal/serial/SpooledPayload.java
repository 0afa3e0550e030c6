package dev.taskpool.remote.internal.serial;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Which file of a {@link Spool} holds a payload. It travels as numbers, so that no path can be smuggled in.
 *
 * @param writer who wrote it: a worker's id, or 0 for the caller
 * @param again whether the file held another payload before, so that it pays to keep it mapped
 * @param file the random number that names the file
 * @param use counts what the writer has written
 * @param bytes how long the payload is; the file may be longer
 * @param graphBytes how much of it, from its start, is an object graph; arrays follow
 */
record SpooledPayload(int writer, boolean again, long file, long use, long bytes, long graphBytes) {
    static final int ENCODED_BYTES = 5 * Long.BYTES;

    private static final String PUBLISHED = "payload-";
    private static final String RETURNED = "returned-";
    private static final String OWN = "own-";

    /** The file's name while readers may find it. */
    String published() {
        return PUBLISHED + mark(writer, file) + use;
    }

    /** Its name once it has been read, and until its writer has written it once more. */
    String returned() {
        return RETURNED + mark(writer, file);
    }

    /** Its name before that: new, or written once more, and nobody else's concern. */
    String own() {
        return OWN + mark(writer, file) + use;
    }

    /** What all names of a file have in common. */
    static String mark(int writer, long file) {
        return writer + "-" + HexFormat.of().toHexDigits(file) + "-";
    }

    /** The mark in a name; something else for files that have none. */
    static String markOf(String name) {
        int start = name.indexOf('-') + 1;
        int end = name.indexOf('-', name.indexOf('-', start) + 1) + 1;
        return name.substring(start, Math.max(start, end));
    }

    /** Whether a file is that writer's, and nobody else has a use for it once the writer is gone. */
    static boolean isLeftBy(int writer, String name) {
        return name.startsWith(OWN + writer + "-") || name.startsWith(RETURNED + writer + "-");
    }

    byte[] encoded() {
        return ByteBuffer.allocate(ENCODED_BYTES)
                .putLong((long) writer << 1 | (again ? 1 : 0))
                .putLong(file)
                .putLong(use)
                .putLong(bytes)
                .putLong(graphBytes)
                .array();
    }

    /** Reads one that begins at {@code offset}; the caller has checked that all of it is there. */
    static SpooledPayload decode(byte[] data, int offset) {
        ByteBuffer in = ByteBuffer.wrap(data, offset, ENCODED_BYTES);
        long who = in.getLong();
        return new SpooledPayload(
                (int) (who >> 1), (who & 1) != 0, in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
