package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How earlier runs of a call's items ended with their worker; evidence for those that fail in the end. */
final class EarlierEnds {
    /** An item that is run again for ever must not fill the memory: its first ends are kept. */
    private static final int MOST_OF_ONE_ITEM = 10;

    private final TreeMap<Integer, List<PoolException>> ends = new TreeMap<>();

    /** A run of an item ended, and another follows. */
    void add(int index, PoolException end) {
        List<PoolException> ofItem = ends.computeIfAbsent(index, i -> new ArrayList<>());
        if (ofItem.size() < MOST_OF_ONE_ITEM) {
            ofItem.add(end);
        }
    }

    /** Takes what is known of an item that ends now. */
    List<PoolException> take(int index) {
        List<PoolException> ofItem = ends.remove(index);
        return ofItem == null ? List.of() : ofItem;
    }

    /** These items end well, or nobody wants to know. */
    void forget(int first, int count) {
        ends.subMap(first, first + count).clear();
    }
}
