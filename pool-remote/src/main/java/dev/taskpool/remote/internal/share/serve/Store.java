package dev.taskpool.remote.internal.share.serve;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items in the order in which they are given out. */
abstract class Store {
    private long bytes;

    final void add(Item item) {
        insert(item);
        bytes += item.bytes().length;
    }

    /** Puts items that had been given out before all others, in their order. */
    final void giveBack(List<Item> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            insertFirst(items.get(i));
            bytes += items.get(i).bytes().length;
        }
    }

    final @Nullable Item poll() {
        Item item = items().isEmpty() ? null : takeFirst();
        bytes -= item == null ? 0 : item.bytes().length;
        return item;
    }

    final boolean remove(long id) {
        for (Item item : items()) {
            if (item.id() == id) {
                bytes -= item.bytes().length;
                return items().remove(item);
            }
        }
        return false;
    }

    final int size() {
        return items().size();
    }

    final long bytes() {
        return bytes;
    }

    /** A copy, in order. */
    abstract List<Item> inOrder();

    abstract @Nullable Item peek();

    /** Those there are, in any order. */
    protected abstract Collection<Item> items();

    protected abstract void insert(Item item);

    protected abstract void insertFirst(Item item);

    protected abstract Item takeFirst();
}
