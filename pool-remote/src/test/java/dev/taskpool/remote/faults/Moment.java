package dev.taskpool.remote.faults;

import java.util.Locale;

/** When in a worker's life it is harmed. */
enum Moment {
    BEFORE_HELLO("before Hello"),
    INITIALIZER("in the initializer"),
    DECODE_FUNCTION("reading the function"),
    DECODE_ITEM("reading an item"),
    RUNNING("running"),
    ENCODE_RESULT("writing the result"),
    IDLE("idle"),
    DRAINING("draining"),
    BETWEEN_CHUNKS("between two chunks");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
