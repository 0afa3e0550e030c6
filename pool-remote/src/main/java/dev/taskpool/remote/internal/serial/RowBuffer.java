package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.Items;
import java.util.Arrays;

/** Items in the making, one behind the other in an array that grows. Not thread-safe. */
final class RowBuffer {
    /** No JVM makes larger arrays. */
    static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private static final int FIRST_BYTES = 128;
    private static final int FIRST_ITEMS = 4;

    private byte[] data = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_ITEMS];
    private int bytes;
    private int size;

    /** Appends an item; if there is no room for it, the row is unchanged. */
    void append(byte tag, byte[] content, int length) throws GraphException {
        byte[] room = reserve(1 + (long) length);
        room[bytes] = tag;
        System.arraycopy(content, 0, room, bytes + 1, length);
        commit(bytes + 1 + length);
    }

    /**
     * Makes room for an item.
     *
     * @param length how long it is at most
     * @return the array to write it to from {@link #bytes} on, to be followed by {@link #commit}
     */
    byte[] reserve(long length) throws GraphException {
        long needed = bytes + length;
        if (needed > data.length) {
            data = Arrays.copyOf(data, grown(data.length, needed));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size, size + 1L));
        }
        return data;
    }

    /** Ends the item that was written into the room reserved for it. */
    void commit(int end) {
        bytes = end;
        ends[size++] = end;
    }

    private static int grown(int length, long needed) throws GraphException {
        if (needed > MAX_ARRAY_BYTES) {
            throw new GraphException("", "", "a row of items cannot be larger than 2 GB", null);
        }
        return (int) Math.min(Math.max(2L * length, needed), MAX_ARRAY_BYTES);
    }

    int size() {
        return size;
    }

    int bytes() {
        return bytes;
    }

    /** The row as it is, valid until this buffer is changed. */
    Items.Encoded view() {
        return new Items.Encoded(data, ends, 0, size);
    }

    /** The row in arrays of its own; this buffer begins a new one. */
    Items.Encoded take() {
        var row = new Items.Encoded(Arrays.copyOf(data, bytes), Arrays.copyOf(ends, size), 0, size);
        clear();
        return row;
    }

    void clear() {
        bytes = 0;
        size = 0;
    }
}
