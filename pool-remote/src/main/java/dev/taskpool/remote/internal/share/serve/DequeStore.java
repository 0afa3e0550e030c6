package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives the oldest item first, or the youngest. */
final class DequeStore extends Store {
    private final boolean lastIsFirst;
    private final Deque<Item> items;

    DequeStore(boolean lastIsFirst) {
        this(lastIsFirst, new ArrayDeque<>());
    }

    private DequeStore(boolean lastIsFirst, Deque<Item> items) {
        super(items);
        this.lastIsFirst = lastIsFirst;
        this.items = items;
    }

    @Override
    List<Item> inOrder() {
        return List.copyOf(items);
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
}
