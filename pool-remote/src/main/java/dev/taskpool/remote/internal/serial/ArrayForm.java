package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Set;

/** Arrays of numbers: small ones within the graph, large ones apart from it, so that they are copied but once. */
final class ArrayForm extends Serializer<Object> {
    /** All that it is for. */
    static final Set<Class<?>> TYPES =
            Set.of(byte[].class, short[].class, char[].class, int[].class, float[].class, long[].class, double[].class);

    /** Arrays from here on may stand apart. */
    static final int LEAST_BYTES = 4096;

    private final Class<?> type;
    private final int elementBytes;

    ArrayForm(Class<?> type) {
        this.type = type;
        this.elementBytes = PrimitiveArrays.elementBytes(type);
    }

    @Override
    public void write(Kryo kryo, Output out, Object array) {
        int length = Array.getLength(array);
        out.writeVarInt(length, true);
        if (!isLarge(length) || !writeApart(out, new Part(array, 0, length))) {
            writeInline(out, array, length);
        }
    }

    private boolean isLarge(int length) {
        return (long) length * elementBytes >= LEAST_BYTES;
    }

    /** Leaves a note where a large piece is to be found; false if it is to follow there. */
    static boolean writeApart(Output out, Part part) {
        boolean isApart = out instanceof PayloadOutput payload && payload.takesParts();
        out.writeBoolean(isApart);
        if (isApart) {
            ((PayloadOutput) out).add(part);
        }
        return isApart;
    }

    private static void writeInline(Output out, Object array, int length) {
        if (array instanceof byte[] a) {
            out.writeBytes(a, 0, length);
        } else if (array instanceof int[] a) {
            out.writeInts(a, 0, length, false);
        } else if (array instanceof long[] a) {
            out.writeLongs(a, 0, length, false);
        } else if (array instanceof double[] a) {
            out.writeDoubles(a, 0, length);
        } else if (array instanceof float[] a) {
            out.writeFloats(a, 0, length);
        } else if (array instanceof char[] a) {
            out.writeChars(a, 0, length);
        } else {
            out.writeShorts((short[]) array, 0, length);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        int length = in.readVarInt(true);
        if (isLarge(length) && in.readBoolean()) {
            return readApart(in, type, length);
        }
        return readInline(in, length);
    }

    /** Reads what stands apart, if there is so much of it. */
    static Object readApart(Input in, Class<?> type, int length) {
        PartInput parts = in instanceof GuardedInput guarded ? guarded.parts() : null;
        if (parts == null) {
            throw new KryoException("an array is said to stand apart, but nothing does");
        }
        try {
            return parts.next(type, length);
        } catch (IOException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }

    private Object readInline(Input in, int length) {
        if (type == byte[].class) {
            return in.readBytes(length);
        }
        if (type == int[].class) {
            return in.readInts(length, false);
        }
        if (type == long[].class) {
            return in.readLongs(length, false);
        }
        if (type == double[].class) {
            return in.readDoubles(length);
        }
        if (type == float[].class) {
            return in.readFloats(length);
        }
        return type == char[].class ? in.readChars(length) : in.readShorts(length);
    }
}
