package dev.taskpool.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of items, results or functions on their way between a caller and a worker; only their {@link Codec} can look
 * inside. Immutable once handed over.
 */
public sealed interface Items {
    /**
     * How many there are.
     *
     * @return 0 or more
     */
    int size();

    /**
     * What they weigh.
     *
     * @return bytes to be sent; 0 for references
     */
    long bytes();

    /**
     * A part of the row, without copying.
     *
     * @param from the first, from 0
     * @param to the one after the last
     * @return the part
     */
    Items slice(int from, int to);

    /**
     * Items written one after the other into one array.
     *
     * @param data holds item {@code i} of the row between {@code ends[first + i - 1]} (0 for the first of all) and
     *     {@code ends[first + i]}
     * @param ends where each item ends
     * @param first the row's first item
     * @param size how many items the row has
     */
    record Encoded(byte[] data, int[] ends, int first, int size) implements Items {
        /** Checks the bounds. */
        public Encoded {
            if (first < 0 || size < 0 || first + size > ends.length) {
                throw new IndexOutOfBoundsException(
                        "items " + first + " to " + (first + size) + " (expected: within 0 to " + ends.length + ")");
            }
        }

        /**
         * A row of a single item.
         *
         * @param data the item
         * @return the row
         */
        public static Encoded of(byte[] data) {
            return new Encoded(data, new int[] {data.length}, 0, 1);
        }

        /**
         * Where an item begins in {@link #data}.
         *
         * @param index within the row; {@code size} gives the end of the row
         * @return an offset
         */
        public int start(int index) {
            int item = first + index;
            return item == 0 ? 0 : ends[item - 1];
        }

        /**
         * How long an item is.
         *
         * @param index within the row
         * @return bytes
         */
        public int length(int index) {
            return start(index + 1) - start(index);
        }

        /**
         * One item alone.
         *
         * @param index within the row
         * @return a copy of its bytes
         */
        public byte[] copyOf(int index) {
            return Arrays.copyOfRange(data, start(index), start(index + 1));
        }

        @Override
        public long bytes() {
            return (long) start(size) - start(0);
        }

        @Override
        public Encoded slice(int from, int to) {
            return new Encoded(data, ends, first + from, to - from);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Encoded that
                    && size == that.size
                    && Arrays.equals(data, start(0), start(size), that.data, that.start(0), that.start(size));
        }

        @Override
        public int hashCode() {
            return size;
        }

        @Override
        public String toString() {
            return "Encoded[size=" + size + ", bytes=" + bytes() + "]";
        }
    }

    /**
     * Objects of this JVM.
     *
     * @param values holds the row from {@code first} on
     * @param first the row's first object
     * @param size how many objects the row has
     */
    record Referenced(@Nullable Object[] values, int first, int size) implements Items {
        /**
         * A row of a single object.
         *
         * @param value the object
         * @return the row
         */
        public static Referenced of(@Nullable Object value) {
            return new Referenced(new @Nullable Object[] {value}, 0, 1);
        }

        /**
         * An object of the row.
         *
         * @param index within the row
         * @return the object
         */
        public @Nullable Object value(int index) {
            return values[first + index];
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Referenced slice(int from, int to) {
            return new Referenced(values, first + from, to - from);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Referenced that
                    && size == that.size
                    && Arrays.equals(values, first, first + size, that.values, that.first, that.first + that.size);
        }

        @Override
        public int hashCode() {
            return size;
        }

        @Override
        public String toString() {
            return "Referenced[size=" + size + "]";
        }
    }
}
