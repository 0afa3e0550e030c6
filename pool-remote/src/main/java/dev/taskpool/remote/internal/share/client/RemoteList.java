package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Spliterator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A handle of a list. What looks at all elements works on a copy. */
final class RemoteList<E extends @Nullable Object> extends AbstractList<E> implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int AT_THE_END = -1;

    private final Ref ref;

    RemoteList(Ref ref) {
        this.ref = ref;
    }

    @Override
    public int size() {
        return (int) ref.ask(Verb.SIZE, 0).number();
    }

    private static Frame inside(Frame answer, int index) {
        if (!Answers.isOk(answer)) {
            throw new IndexOutOfBoundsException("index: " + index + ", size: " + answer.number());
        }
        return answer;
    }

    private static int checked(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("index: " + index + " (expected: 0 or more)");
        }
        return index;
    }

    @Override
    public E get(int index) {
        return Ref.read(inside(ref.ask(Verb.GET, index), index).part());
    }

    @Override
    public E set(int index, E element) {
        return Ref.read(
                inside(ref.ask(Verb.SET, index, Ref.write(element)), index).part());
    }

    @Override
    public boolean add(E element) {
        var unused = ref.ask(Verb.ADD, AT_THE_END, Ref.write(element));
        return true;
    }

    @Override
    public void add(int index, E element) {
        var unused = inside(ref.ask(Verb.ADD, checked(index), Ref.write(element)), index);
    }

    @Override
    public boolean addAll(Collection<? extends E> more) {
        return addAt(AT_THE_END, more);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> more) {
        return addAt(checked(index), more);
    }

    private boolean addAt(int index, Collection<? extends E> more) {
        List<byte[]> parts = more.stream().map(Ref::write).toList();
        var unused = inside(ref.ask(Verb.ADD, index, parts), index);
        return !parts.isEmpty();
    }

    @Override
    public E remove(int index) {
        return Ref.read(inside(ref.ask(Verb.REMOVE, index), index).part());
    }

    @Override
    public void clear() {
        var unused = ref.ask(Verb.CLEAR, 0);
    }

    private static <E extends @Nullable Object> List<E> elements(Frame snapshot) {
        var copy = new ArrayList<E>(snapshot.parts().size());
        for (byte[] element : snapshot.parts()) {
            copy.add(Ref.read(element));
        }
        return copy;
    }

    private List<E> copy() {
        return elements(ref.ask(Verb.SNAPSHOT, 0));
    }

    /** Changes a copy and sets all, if the change says so; begins again if somebody came in between. */
    private boolean change(Function<List<E>, Boolean> change) {
        while (true) {
            Frame snapshot = ref.ask(Verb.SNAPSHOT, 0);
            List<E> copy = elements(snapshot);
            if (!change.apply(copy)) {
                return false;
            }
            List<byte[]> parts = copy.stream().map(Ref::write).toList();
            if (Answers.isOk(ref.ask(Verb.REPLACE_EXACTLY, snapshot.number(), parts))) {
                return true;
            }
        }
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return change(copy -> copy.remove(element));
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return change(copy -> copy.removeAll(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return change(copy -> copy.retainAll(elements));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return change(copy -> copy.removeIf(filter));
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        change(copy -> {
            copy.replaceAll(operator);
            return true;
        });
    }

    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        change(copy -> {
            copy.sort(order);
            return true;
        });
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return copy().contains(element);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return copy().indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return copy().lastIndexOf(element);
    }

    @Override
    public Object[] toArray() {
        return copy().toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return copy().toArray(array);
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new CopyIterator<>(this, copy(), index);
    }

    @Override
    public Spliterator<E> spliterator() {
        return copy().spliterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof RemoteList<?> list) {
            return list.ref.equals(ref) || copy().equals(list.copy());
        }
        return copy().equals(other);
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        return copy().toString();
    }
}
