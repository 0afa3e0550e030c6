package dev.taskpool.remote.internal.share;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a frame asks for, or how it answers. Their order is the wire format. */
public enum Verb {
    // Answers.
    /** Done; what comes with it depends on the question. */
    OK,
    /** Given up, because the client cancelled it. */
    CANCELLED,
    /** Not possible in the object's state; the text says why. */
    REFUSED,
    /** Something that was called threw this. */
    FAILED,
    /** There is nothing, or no. */
    NOTHING,
    /** It has ended or is broken. */
    OVER,

    // What the owner itself is told.
    /** The first words: the secret. */
    HELLO,
    /** Gives up a call that waits. */
    CANCEL,
    /** Asks for the memory in which words are. */
    MEMORY,

    // Collections.
    GET,
    SET,
    ADD,
    PUT_IF_ABSENT,
    REMOVE,
    REMOVE_EXACTLY,
    REPLACE,
    REPLACE_EXACTLY,
    CONTAINS,
    SIZE,
    SNAPSHOT,
    CLEAR,

    // Queues and pipes.
    PUT,
    OFFER,
    TAKE,
    TAKEN,
    POLL,
    PEEK,
    DRAIN,
    REMAINING,
    TASK_DONE,
    JOIN,
    CLOSE,
    SYNC,
    AWAIT_READABLE,
    ATTACH,
    CLOSE_UNHELD,

    // Locks, conditions, semaphores, events and barriers.
    ACQUIRE,
    RELEASE,
    NEW_CONDITION,
    AWAIT,
    SIGNAL,
    SIGNAL_ALL,
    RESET,
    ABORT,
    ACTION_DONE,
    ACTION_FAILED,

    // Objects of the user's own.
    INVOKE;

    private static final List<Verb> ALL = List.of(values());
    private static final Map<Verb, Byte> CODES = new EnumMap<>(Verb.class);

    static {
        for (Verb verb : ALL) {
            CODES.put(verb, (byte) CODES.size());
        }
    }

    /** How it is written. */
    byte code() {
        return CODES.getOrDefault(this, (byte) -1);
    }

    /** The one that is written so; null if there is none. */
    static @Nullable Verb of(byte code) {
        return code >= 0 && code < ALL.size() ? ALL.get(code) : null;
    }
}
