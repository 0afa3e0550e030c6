package dev.taskpool.remote.internal.share.serve;

import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Items in the order in which they are given out. */
abstract class Store {
    private final Queue<Item> items;
    private long bytes;

    /**
     * An empty one.
     *
     * @param items where they are kept; its head is the first to be given out
     */
    Store(Queue<Item> items) {
        this.items = items;
    }

    final void add(Item item) {
        insert(item);
        bytes += item.bytes().length;
    }

    /** Puts items that had been given out before all others, in their order. */
    final void giveBack(List<Item> given) {
        for (int i = given.size() - 1; i >= 0; i--) {
            insertFirst(given.get(i));
            bytes += given.get(i).bytes().length;
        }
    }

    final @Nullable Item poll() {
        Item item = items.poll();
        bytes -= item == null ? 0 : item.bytes().length;
        return item;
    }

    final @Nullable Item peek() {
        return items.peek();
    }

    final boolean remove(long id) {
        for (Item item : items) {
            if (item.id() == id) {
                bytes -= item.bytes().length;
                return items.remove(item);
            }
        }
        return false;
    }

    /** Removes all; says how many that were. */
    final int clear() {
        int count = items.size();
        items.clear();
        bytes = 0;
        return count;
    }

    final int size() {
        return items.size();
    }

    final long bytes() {
        return bytes;
    }

    /** A copy, in order. */
    abstract List<Item> inOrder();

    protected abstract void insert(Item item);

    protected abstract void insertFirst(Item item);
}
