package dev.taskpool.shared;

import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** What arrays of numbers in shared memory have in common: where their elements are. */
abstract class SharedArray implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1;

    private final SharedMemory memory;
    private final int elementBits;

    /** An array of elements of 2 to the power of so many bytes. */
    SharedArray(SharedMemory memory, int elementBits) {
        this.memory = memory;
        this.elementBits = elementBits;
    }

    static SharedMemory memory(int length, int elementBits) {
        if (length < 1) {
            throw new IllegalArgumentException("length: " + length + " (expected: 1 or more)");
        }
        return SharedMemory.create((long) length << elementBits);
    }

    /**
     * How many elements it has.
     *
     * @return 1 or more
     */
    public final int length() {
        return (int) (memory.size() >>> elementBits);
    }

    /** Where an element begins. */
    final long offset(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException("index: " + index + " (expected: 0 to " + (length() - 1) + ")");
        }
        return (long) index << elementBits;
    }

    /** The window in which a byte lies. */
    final ByteBuffer window(long offset) {
        return memory.segment().window(offset);
    }

    final void requireLength(int given) {
        if (given != length()) {
            throw new IllegalArgumentException("array length: " + given + " (expected: " + length() + ")");
        }
    }

    /**
     * Ends this handle; that of the process that made the array gives the memory back, as {@link SharedMemory#close}. May
     * be called again.
     */
    @Override
    public final void close() {
        memory.close();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[length=" + length() + ", name=" + memory.name() + "]";
    }
}
