package dev.taskpool.shared;

import java.io.Serial;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An array of doubles that several processes on one machine share, in {@link SharedMemory}. All elements are 0 at first.
 *
 * <p>Every access to an element is atomic and has the memory effects of one to a volatile variable, between threads and
 * between processes: who sees a value sees all that its writer wrote before. Thread-safe. After {@link #close} every
 * access throws IllegalStateException.
 */
public final class SharedDoubleArray extends SharedArray {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int ELEMENT_BITS = 3;
    private static final VarHandle ELEMENTS =
            MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());

    private SharedDoubleArray(SharedMemory memory) {
        super(memory, ELEMENT_BITS);
    }

    /**
     * Makes an array. Blocks while its memory is filled.
     *
     * @param length how many elements, 1 or more
     * @return its creator's handle
     * @throws IllegalArgumentException if {@code length} is less than 1
     * @throws java.io.UncheckedIOException if there is no room for it
     */
    public static SharedDoubleArray create(int length) {
        return new SharedDoubleArray(memory(length, ELEMENT_BITS));
    }

    /**
     * Reads an element.
     *
     * @param index from 0
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double get(int index) {
        long offset = offset(index);
        return (double) ELEMENTS.getVolatile(window(offset), Segment.inWindow(offset));
    }

    /**
     * Writes an element.
     *
     * @param index from 0
     * @param value what to write
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public void set(int index, double value) {
        long offset = offset(index);
        ELEMENTS.setVolatile(window(offset), Segment.inWindow(offset), value);
    }

    /**
     * Adds to an element.
     *
     * @param index from 0
     * @param delta what to add
     * @return the value before
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double getAndAdd(int index, double delta) {
        while (true) {
            double before = get(index);
            if (compareAndSet(index, before, before + delta)) {
                return before;
            }
        }
    }

    /**
     * Writes an element if it has a certain value, bit for bit.
     *
     * @param index from 0
     * @param expected the value it must have
     * @param value what to write then
     * @return whether it was written
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public boolean compareAndSet(int index, double expected, double value) {
        long offset = offset(index);
        return ELEMENTS.compareAndSet(window(offset), Segment.inWindow(offset), expected, value);
    }

    /**
     * Reads all elements, one after the other.
     *
     * @return a copy
     */
    public double[] toArray() {
        var copy = new double[length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = get(i);
        }
        return copy;
    }

    /**
     * Writes all elements, one after the other.
     *
     * @param array as long as this
     * @throws IllegalArgumentException if it is not
     */
    public void copyFrom(double[] array) {
        requireLength(array.length);
        for (int i = 0; i < array.length; i++) {
            set(i, array[i]);
        }
    }
}
