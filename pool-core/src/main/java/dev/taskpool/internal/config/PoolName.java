package dev.taskpool.internal.config;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What a pool may be called. */
public final class PoolName {
    /** The rule in words, for messages. */
    public static final String RULE = "letters, digits, - and _";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final AtomicInteger MADE_UP = new AtomicInteger();

    private PoolName() {}

    /**
     * Whether a text can be a pool's name.
     *
     * @param text any text
     * @return false for an empty one, too
     */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    static String makeUp() {
        return "pool-" + MADE_UP.incrementAndGet();
    }
}
