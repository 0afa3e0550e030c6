package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import org.jspecify.annotations.Nullable;

/** Reads bytes of a stranger: no declared size is believed that the rest of the input could not hold. */
final class GuardedInput extends Input {
    private static final byte[] NOTHING = {};

    private @Nullable PartInput parts;

    /** Reads what is left of another input. */
    void takeOver(Input in) {
        setBuffer(in.getBuffer(), in.position(), in.limit() - in.position());
        parts = in instanceof PayloadInput payload ? payload.parts() : null;
        if (parts != null) {
            parts.restart();
        }
    }

    /** Lets go of what it has read. */
    void letGo() {
        setBuffer(NOTHING);
        parts = null;
    }

    /** The pieces that stand apart, if there are any. */
    @Nullable
    PartInput parts() {
        return parts;
    }

    /** Throws unless {@code count} elements of one byte or more each can still follow. */
    static void requireCount(Input input, int count) {
        boolean isWhole = input.getInputStream() == null;
        if (count < 0 || (isWhole && count > input.limit() - input.position())) {
            throw new KryoException("size: " + Integer.toUnsignedString(count) + " (expected: <= "
                    + (input.limit() - input.position()) + ", the bytes left)");
        }
    }

    /** Checks a size that is written as one more than it is, and leaves it to be read. */
    static void requireCountAhead(Input input) {
        if (input.getInputStream() != null) {
            return;
        }
        int start = input.position();
        int count = input.readVarInt(true);
        requireCount(input, count < 0 ? -1 : Math.max(count - 1, 0));
        input.setPosition(start);
    }

    @Override
    public byte[] readBytes(int length) {
        requireCount(this, length);
        return super.readBytes(length);
    }

    @Override
    public String readString() {
        requireTextAhead();
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        requireTextAhead();
        return super.readStringBuilder();
    }

    @Override
    public int[] readInts(int length) {
        requireCount(this, length);
        return super.readInts(length);
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        requireCount(this, length);
        return super.readInts(length, optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        requireCount(this, length);
        return super.readLongs(length);
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        requireCount(this, length);
        return super.readLongs(length, optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        requireCount(this, length);
        return super.readFloats(length);
    }

    @Override
    public double[] readDoubles(int length) {
        requireCount(this, length);
        return super.readDoubles(length);
    }

    @Override
    public short[] readShorts(int length) {
        requireCount(this, length);
        return super.readShorts(length);
    }

    @Override
    public char[] readChars(int length) {
        requireCount(this, length);
        return super.readChars(length);
    }

    @Override
    public boolean[] readBooleans(int length) {
        requireCount(this, length);
        return super.readBooleans(length);
    }

    /** A text that is not ASCII begins with its length plus one. */
    private void requireTextAhead() {
        if (position < limit && buffer[position] < 0) {
            int start = position;
            int count = readVarIntFlag(true);
            requireCount(this, count < 0 ? -1 : Math.max(count - 1, 0));
            position = start;
        }
    }
}
