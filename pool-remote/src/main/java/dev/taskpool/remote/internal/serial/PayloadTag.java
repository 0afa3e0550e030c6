package dev.taskpool.remote.internal.serial;

/** The first byte of each item, function, result or failure: how the rest is to be read. */
final class PayloadTag {
    /** An object graph follows. */
    static final byte GRAPH = 0;

    /** A {@link SpooledPayload} follows, which holds an object graph. */
    static final byte SPOOLED_GRAPH = 1;

    /** The contents of a byte array follow. */
    static final byte BYTES = 2;

    /** A {@link SpooledPayload} follows, which holds the contents of a byte array. */
    static final byte SPOOLED_BYTES = 3;

    /** The length of an object graph follows, the graph, and its large arrays. */
    static final byte GRAPH_AND_PARTS = 4;

    /** An object graph follows, of a function that captures nothing. */
    static final byte CONSTANT = 15;

    /** {@code null}: nothing follows. */
    static final byte NULL = 16;

    /** {@code false}: nothing follows. */
    static final byte FALSE = 17;

    /** {@code true}: nothing follows. */
    static final byte TRUE = 18;

    /** An Integer follows, seven bits a byte. */
    static final byte INT = 19;

    /** A Long follows, seven bits a byte. */
    static final byte LONG = 20;

    /** The eight bytes of a Double follow. */
    static final byte DOUBLE = 21;

    /** The characters of a short text follow, a byte each. */
    static final byte ASCII = 22;

    private PayloadTag() {}

    static boolean isSpooled(byte tag) {
        return tag == SPOOLED_GRAPH || tag == SPOOLED_BYTES;
    }
}
