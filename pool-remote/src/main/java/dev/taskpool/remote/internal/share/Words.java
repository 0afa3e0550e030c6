package dev.taskpool.remote.internal.share;

import dev.taskpool.shared.SharedLongArray;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * Words of memory that the owner and all clients map, by number. Each lies in a cache line of its own. Thread-safe.
 *
 * <p>They are where what must survive a process at any instant is decided: who holds a lock, and which of the elements
 * lent to a process it has taken.
 */
public final class Words {
    /** How many there are in one array. */
    static final int PER_ARRAY = 512;

    private static final int STRIDE = 8;

    private final List<SharedLongArray> arrays = new CopyOnWriteArrayList<>();
    private final IntFunction<SharedLongArray> source;

    /**
     * Finds words by the array in which they are.
     *
     * @param source gives the array of a number; called once for each, one after the other
     */
    public Words(IntFunction<SharedLongArray> source) {
        this.source = source;
    }

    /**
     * Makes an array for words.
     *
     * @return an array of zeros
     */
    public static SharedLongArray newArray() {
        return SharedLongArray.create(PER_ARRAY * STRIDE);
    }

    /**
     * Whether there is an array.
     *
     * @param number its number
     * @return true if it was asked for by {@link #array}, or has a word that was
     */
    public boolean has(long number) {
        return number < arrays.size();
    }

    /**
     * The array of a number.
     *
     * @param number from 0
     * @return an array
     */
    public SharedLongArray array(int number) {
        if (number >= arrays.size()) {
            load(number);
        }
        return arrays.get(number);
    }

    private synchronized void load(int number) {
        while (arrays.size() <= number) {
            arrays.add(source.apply(arrays.size()));
        }
    }

    /**
     * Reads a word, as a volatile.
     *
     * @param word its number
     * @return its value
     */
    public long get(int word) {
        return array(word / PER_ARRAY).get(index(word));
    }

    /**
     * Writes a word, as a volatile.
     *
     * @param word its number
     * @param value what to write
     */
    public void set(int word, long value) {
        array(word / PER_ARRAY).set(index(word), value);
    }

    /**
     * Writes a word if it has a certain value.
     *
     * @param word its number
     * @param expected the value it must have
     * @param value what to write then
     * @return whether it was written
     */
    public boolean compareAndSet(int word, long expected, long value) {
        return array(word / PER_ARRAY).compareAndSet(index(word), expected, value);
    }

    /**
     * Adds to a word.
     *
     * @param word its number
     * @param delta what to add
     * @return the value before
     */
    public long getAndAdd(int word, long delta) {
        return array(word / PER_ARRAY).getAndAdd(index(word), delta);
    }

    private static int index(int word) {
        return word % PER_ARRAY * STRIDE;
    }

    /** Gives all back; for the owner. */
    public void close() {
        arrays.forEach(SharedLongArray::close);
    }
}
