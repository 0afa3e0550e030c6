package dev.taskpool.remote.internal.launch;

import java.util.Locale;

/** Where the lines go that children write to stdout and stderr. */
public enum OutputMode {
    /** To the parent's own stdout and stderr. */
    INHERIT,
    /** To the parent's log. */
    LOG,
    /** Nowhere. */
    DISCARD;

    /**
     * Reads the setting {@code taskpool.remote.output}.
     *
     * @param text its value
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    public static OutputMode of(String text) {
        for (OutputMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("taskpool.remote.output: " + text + " (expected: inherit, log or discard)");
    }
}
