package dev.taskpool.sync;

import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Named values that processes share. What it gives are copies: to change a value, set the changed one. */
public interface SharedNamespace {
    /**
     * Reads a value.
     *
     * @param name its name
     * @return the value
     * @throws NoSuchElementException if there is none of that name
     */
    @Nullable
    Object get(String name);

    /**
     * Sets a value.
     *
     * @param name its name
     * @param value the value, may be null
     */
    void set(String name, @Nullable Object value);

    /**
     * Removes a value.
     *
     * @param name its name
     * @throws NoSuchElementException if there is none of that name
     */
    void remove(String name);

    /**
     * What is set.
     *
     * @return a copy
     */
    Set<String> names();
}
