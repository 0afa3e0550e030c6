package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The pieces of a payload, one after the other. For one thread. */
abstract class PartInput {
    private final long end;
    private long position;
    private long start;

    PartInput(long end) {
        this.end = end;
    }

    /** Begins with the first of what is still to be read whenever {@link #restart} is called. */
    final void mark() {
        start = position;
    }

    final void restart() {
        position = start;
    }

    /**
     * Reads the next piece.
     *
     * @throws IOException if it is not there, before any room is made for it
     */
    final Object next(Class<?> arrayType, int length) throws IOException {
        long from = Part.aligned(position);
        long bytes = (long) length * PrimitiveArrays.elementBytes(arrayType);
        if (length < 0 || bytes > end - from) {
            throw new IOException(
                    "size: " + bytes + " bytes (expected: <= " + Math.max(0, end - from) + ", the bytes left)");
        }
        Object array = PrimitiveArrays.make(arrayType, length);
        read(from, array, length);
        position = from + bytes;
        return array;
    }

    /** How much nobody has read. */
    final long left() {
        return end - position;
    }

    abstract void read(long from, Object array, int length) throws IOException;

    /** Of what is in memory. */
    static final class Mapped extends PartInput {
        private final ByteBuffer content;

        /** All from the buffer's position to its limit. */
        Mapped(ByteBuffer content) {
            super(content.remaining());
            this.content = content.slice().order(Part.ORDER);
        }

        @Override
        void read(long from, Object array, int length) throws IOException {
            try {
                PrimitiveArrays.get(content.duplicate().order(Part.ORDER).position((int) from), array, 0, length);
            } catch (InternalError e) {
                throw new IOException("the file was cut off while it was read", e);
            }
        }
    }
}
