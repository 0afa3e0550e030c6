package dev.taskpool.internal.config;

/** What the operating system takes as an environment variable. */
public final class EnvironmentVariable {
    /** The rule for names in words, for messages. */
    public static final String NAME_RULE = "a name without = and NUL, not empty";

    /** The rule for values in words, for messages. */
    public static final String VALUE_RULE = "text without NUL";

    private EnvironmentVariable() {}

    /**
     * Whether a variable can be called so.
     *
     * @param name any text
     * @return whether it can
     */
    public static boolean isName(String name) {
        return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
    }

    /**
     * Whether a variable can hold this.
     *
     * @param value any text
     * @return whether it can
     */
    public static boolean isValue(String value) {
        return value.indexOf('\0') < 0;
    }
}
