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

    private PayloadTag() {}

    static boolean isSpooled(byte tag) {
        return tag == SPOOLED_GRAPH || tag == SPOOLED_BYTES;
    }
}
