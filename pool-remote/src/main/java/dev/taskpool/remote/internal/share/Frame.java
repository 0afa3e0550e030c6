package dev.taskpool.remote.internal.share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question or answer.
 *
 * @param stamp when it was sent, by the clock that all processes of a machine have in common
 * @param request the question's number, 0 if no answer is wanted
 * @param object whom it is about
 * @param verb what is asked, or how it is answered
 * @param number what the verb says
 * @param parts what the verb says; they are not copied
 */
public record Frame(long stamp, int request, int object, Verb verb, long number, List<byte[]> parts) {
    /** The largest one, without its length. */
    public static final int MAX_BYTES = 1 << 30;

    static final int LENGTH_BYTES = Integer.BYTES;
    private static final int HEAD_BYTES = 2 * Long.BYTES + 3 * Integer.BYTES + 1;

    /**
     * A question.
     *
     * @param request its number
     * @param object whom it is about
     * @param verb what is asked
     * @param number what the verb says
     * @param parts what the verb says
     * @return without a stamp yet
     */
    public static Frame ask(int request, int object, Verb verb, long number, List<byte[]> parts) {
        return new Frame(0, request, object, verb, number, parts);
    }

    /**
     * An answer.
     *
     * @param request the question's number
     * @param verb how it is answered
     * @param number what the verb says
     * @param parts what the verb says
     * @return without a stamp
     */
    public static Frame answer(int request, Verb verb, long number, List<byte[]> parts) {
        return new Frame(0, request, 0, verb, number, parts);
    }

    /**
     * The first part.
     *
     * @return the bytes, not copied
     */
    public byte[] part() {
        return parts.get(0);
    }

    /**
     * Whether it cannot be sent.
     *
     * @return true if it has more than {@link #MAX_BYTES}
     */
    public boolean isTooLarge() {
        return size() > MAX_BYTES;
    }

    /** What it takes, its length included. */
    long size() {
        long size = LENGTH_BYTES + HEAD_BYTES;
        for (byte[] part : parts) {
            size += Integer.BYTES + part.length;
        }
        return size;
    }

    void write(ByteBuffer out, long sentAt) {
        out.putInt((int) size() - LENGTH_BYTES)
                .putLong(sentAt)
                .putInt(request)
                .putInt(object)
                .put(verb.code())
                .putLong(number)
                .putInt(parts.size());
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
    }

    /** Reads all of a buffer. */
    static Frame read(ByteBuffer in) throws IOException {
        if (in.remaining() < HEAD_BYTES) {
            throw new IOException("malformed frame: " + in.remaining() + " bytes");
        }
        long stamp = in.getLong();
        int request = in.getInt();
        int object = in.getInt();
        Verb verb = verb(in.get());
        long number = in.getLong();
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / Integer.BYTES) {
            throw new IOException("malformed frame: " + count + " parts in " + in.remaining() + " bytes");
        }
        var parts = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            parts.add(part(in));
        }
        return new Frame(stamp, request, object, verb, number, parts);
    }

    private static Verb verb(byte code) throws IOException {
        @Nullable Verb verb = Verb.of(code);
        if (verb == null) {
            throw new IOException("malformed frame: verb " + code);
        }
        return verb;
    }

    private static byte[] part(ByteBuffer in) throws IOException {
        int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("malformed frame: a part of " + length + " bytes, " + in.remaining() + " are left");
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }
}
