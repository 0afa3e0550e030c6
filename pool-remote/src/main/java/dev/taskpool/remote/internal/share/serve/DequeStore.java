package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the oldest item first, or the youngest. */
final class DequeStore extends Store {
    private final boolean lastIsFirst;
    private final Deque<Item> items = new ArrayDeque<>();

    DequeStore(boolean lastIsFirst) {
        this.lastIsFirst = lastIsFirst;
    }

    @Override
    List<Item> inOrder() {
        return List.copyOf(items);
    }

    @Override
    @Nullable
    Item peek() {
        return items.peek();
    }

    @Override
    protected Collection<Item> items() {
        return items;
    }

    @Override
    protected void insert(Item item) {
        if (lastIsFirst) {
            items.addFirst(item);
        } else {
            items.addLast(item);
        }
    }

    @Override
    protected void insertFirst(Item item) {
        items.addFirst(item);
    }

    @Override
    protected Item takeFirst() {
        return items.removeFirst();
    }
}
