package dev.taskpool.internal.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import org.jspecify.annotations.Nullable;

/** Memory sizes as HOCON writes them: {@code 512m}, {@code 1.5 GiB}, {@code 64MB}. */
public final class MemorySize {
    /** The smallest heap a JVM may be asked for. */
    public static final long MIN_HEAP_BYTES = 2L << 20;

    private MemorySize() {}

    /**
     * Reads a memory size.
     *
     * @param name what it is for, for the message
     * @param text a number and a unit; without a unit, bytes
     * @param minBytes the least it may be
     * @return bytes
     * @throws IllegalArgumentException if it is not a memory size, is too small, or reaches beyond a {@code long}
     */
    public static long bytes(String name, String text, long minBytes) {
        long bytes;
        try {
            bytes = ConfigValueFactory.fromAnyRef(text)
                    .atKey("size")
                    .getMemorySize("size")
                    .toBytes();
        } catch (ConfigException | IllegalArgumentException e) {
            throw refused(name, text, minBytes, e);
        }
        if (bytes < minBytes) {
            throw refused(name, text, minBytes, null);
        }
        return bytes;
    }

    private static IllegalArgumentException refused(
            String name, String text, long minBytes, @Nullable RuntimeException cause) {
        String expected = "a memory size >= " + (minBytes >> 20) + "m, as in 512m";
        return new IllegalArgumentException(name + ": " + text + " (expected: " + expected + ")", cause);
    }
}
