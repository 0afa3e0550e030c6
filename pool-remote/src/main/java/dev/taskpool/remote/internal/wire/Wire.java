package dev.taskpool.remote.internal.wire;

/** Any message between a parent and a child; this is what the carrier's serializer is bound to. */
public sealed interface Wire permits ToWorker, FromWorker {
    /** Both sides must speak the same version; a child says its own in {@link FromWorker.Hello}. */
    int PROTOCOL_VERSION = 1;

    /** The payload bytes that one message should carry at most; far below the carrier's frame size. */
    int MESSAGE_BYTES = 128 * 1024;

    /** A child begins no item while outcomes of this weight are on their way; half of it must be told as taken. */
    long OUTCOMES_WEIGHT = OutcomeLog.BYTES / 2;

    /** A child begins no item while so many messages with outcomes are on their way; half must be told as taken. */
    int OUTCOMES_MESSAGES = 512;

    /** Payloads from here on are spooled to a file, and only the file's name travels in the message. */
    int INLINE_BYTES = 32 * 1024;
}
