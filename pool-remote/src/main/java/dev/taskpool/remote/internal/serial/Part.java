package dev.taskpool.remote.internal.serial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A large piece of a payload, still where it was found. Nothing is copied until it is known where to.
 *
 * <p>In a payload the pieces follow each other, each at a multiple of eight bytes.
 *
 * @param source an array of numbers, or a {@link ByteBuffer}
 * @param from the first element
 * @param length how many elements, bytes of a buffer
 */
record Part(Object source, int from, int length) {
    /** The order of the bytes of all pieces, which is that of nearly all machines. */
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    static Part of(byte[] bytes, int length) {
        return new Part(bytes, 0, length);
    }

    int elementBytes() {
        return source instanceof ByteBuffer ? 1 : PrimitiveArrays.elementBytes(source.getClass());
    }

    long bytes() {
        return (long) length * elementBytes();
    }

    /** Where the next piece begins, at the earliest here. */
    static long aligned(long position) {
        return (position + Long.BYTES - 1) & -Long.BYTES;
    }

    static long bytesOf(List<Part> parts) {
        long end = 0;
        for (Part part : parts) {
            end = aligned(end) + part.bytes();
        }
        return end;
    }

    /** Appends all or some of it. */
    void putTo(ByteBuffer to, int offset, int count) {
        if (source instanceof ByteBuffer buffer) {
            to.put(buffer.slice(from + offset, count));
        } else {
            PrimitiveArrays.put(to, source, from + offset, count);
        }
    }

    /** Puts pieces where they belong in a buffer that holds them all. */
    static void putAll(ByteBuffer to, List<Part> parts) {
        for (Part part : parts) {
            to.position((int) aligned(to.position()));
            part.putTo(to, 0, part.length());
        }
    }
}
