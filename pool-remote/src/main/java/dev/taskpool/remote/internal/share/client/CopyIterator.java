package dev.taskpool.remote.internal.share.client;

import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** Goes over a copy of a list; what it changes is changed in the list too, at the same index. */
final class CopyIterator<E extends @Nullable Object> implements ListIterator<E> {
    private final List<E> list;
    private final List<E> copy;
    private final ListIterator<E> inCopy;
    private int last = -1;

    CopyIterator(List<E> list, List<E> copy, int index) {
        this.list = list;
        this.copy = copy;
        this.inCopy = copy.listIterator(index);
    }

    @Override
    public boolean hasNext() {
        return inCopy.hasNext();
    }

    @Override
    public E next() {
        last = inCopy.nextIndex();
        return inCopy.next();
    }

    @Override
    public boolean hasPrevious() {
        return inCopy.hasPrevious();
    }

    @Override
    public E previous() {
        last = inCopy.previousIndex();
        return inCopy.previous();
    }

    @Override
    public int nextIndex() {
        return inCopy.nextIndex();
    }

    @Override
    public int previousIndex() {
        return inCopy.previousIndex();
    }

    private int requireLast() {
        if (last < 0 || last >= copy.size()) {
            throw new IllegalStateException("next() or previous() comes before a change");
        }
        return last;
    }

    @Override
    public void remove() {
        list.remove(requireLast());
        inCopy.remove();
        last = -1;
    }

    @Override
    public void set(E element) {
        list.set(requireLast(), element);
        inCopy.set(element);
    }

    @Override
    public void add(E element) {
        list.add(inCopy.nextIndex(), element);
        inCopy.add(element);
        last = -1;
    }
}
