package dev.taskpool.remote.internal.share.serve;

import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Gives the least item first, of equal ones the oldest. */
final class PriorityStore extends Store {
    private final PriorityQueue<Item> items;

    PriorityStore() {
        this(new PriorityQueue<>(PriorityStore::compare));
    }

    private PriorityStore(PriorityQueue<Item> items) {
        super(items);
        this.items = items;
    }

    @SuppressWarnings("unchecked") // whether they can be compared is seen here
    private static int compare(Item a, Item b) {
        int byKey = ((Comparable<@Nullable Object>) comparable(a)).compareTo(b.key());
        return byKey != 0 ? byKey : Long.compare(a.id(), b.id());
    }

    private static Comparable<?> comparable(Item item) {
        if (item.key() instanceof Comparable<?> key) {
            return key;
        }
        String type = item.key() == null ? "null" : item.key().getClass().getName();
        throw new ClassCastException("an element of a priority queue is a " + type + " (expected: a Comparable)");
    }

    @Override
    List<Item> inOrder() {
        return items.stream().sorted(PriorityStore::compare).toList();
    }

    @Override
    protected void insert(Item item) {
        comparable(item);
        items.add(item);
    }

    @Override
    protected void insertFirst(Item item) {
        items.add(item);
    }
}
