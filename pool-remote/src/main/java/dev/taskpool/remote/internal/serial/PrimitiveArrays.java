package dev.taskpool.remote.internal.serial;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** Copies arrays of numbers to and from buffers, a piece at a time and never an element at a time. */
final class PrimitiveArrays {
    /** The JVM stops for nothing, no collector and no thread that is to be stopped, while it copies a step. */
    private static final int STEP_BYTES = 1 << 20;

    private PrimitiveArrays() {}

    /** How many bytes an element takes. */
    static int elementBytes(Class<?> arrayType) {
        Class<?> element = arrayType.getComponentType();
        if (element == byte.class) {
            return Byte.BYTES;
        }
        if (element == short.class || element == char.class) {
            return Short.BYTES;
        }
        return element == int.class || element == float.class ? Integer.BYTES : Long.BYTES;
    }

    static Object make(Class<?> arrayType, int length) {
        return Array.newInstance(arrayType.getComponentType(), length);
    }

    /** Appends elements at the buffer's position. */
    static void put(ByteBuffer to, Object array, int from, int count) {
        int step = STEP_BYTES / elementBytes(array.getClass());
        for (int done = 0; done < count; done += step) {
            putStep(to, array, from + done, Math.min(step, count - done));
        }
    }

    private static void putStep(ByteBuffer to, Object array, int from, int count) {
        if (array instanceof byte[] a) {
            to.put(a, from, count);
            return;
        }
        if (array instanceof short[] a) {
            to.asShortBuffer().put(a, from, count);
        } else if (array instanceof char[] a) {
            to.asCharBuffer().put(a, from, count);
        } else if (array instanceof int[] a) {
            to.asIntBuffer().put(a, from, count);
        } else if (array instanceof float[] a) {
            to.asFloatBuffer().put(a, from, count);
        } else if (array instanceof long[] a) {
            to.asLongBuffer().put(a, from, count);
        } else {
            to.asDoubleBuffer().put((double[]) array, from, count);
        }
        to.position(to.position() + count * elementBytes(array.getClass()));
    }

    /** Takes elements from the buffer's position. */
    static void get(ByteBuffer from, Object array, int to, int count) {
        int step = STEP_BYTES / elementBytes(array.getClass());
        for (int done = 0; done < count; done += step) {
            getStep(from, array, to + done, Math.min(step, count - done));
        }
    }

    private static void getStep(ByteBuffer from, Object array, int to, int count) {
        if (array instanceof byte[] a) {
            from.get(a, to, count);
            return;
        }
        if (array instanceof short[] a) {
            from.asShortBuffer().get(a, to, count);
        } else if (array instanceof char[] a) {
            from.asCharBuffer().get(a, to, count);
        } else if (array instanceof int[] a) {
            from.asIntBuffer().get(a, to, count);
        } else if (array instanceof float[] a) {
            from.asFloatBuffer().get(a, to, count);
        } else if (array instanceof long[] a) {
            from.asLongBuffer().get(a, to, count);
        } else {
            from.asDoubleBuffer().get((double[]) array, to, count);
        }
        from.position(from.position() + count * elementBytes(array.getClass()));
    }
}
