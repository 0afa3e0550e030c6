package dev.taskpool.remote.internal.share.client;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.sync.SharedQueue;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A handle of a queue. */
final class RemoteQueue<E> extends AbstractQueue<E> implements SharedQueue<E>, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String CLOSED = "the queue is closed";

    private final Ref ref;
    private final boolean bounded;

    RemoteQueue(Ref ref, boolean bounded) {
        this.ref = ref;
        this.bounded = bounded;
    }

    private Borrowed borrowed() {
        Session session = ref.session();
        return session.state(
                ref.id(), 0, Borrowed.class, () -> new Borrowed(session.words(), () -> ref.tell(Verb.TAKEN, 0)));
    }

    private Allowance allowance() {
        Session session = ref.session();
        return session.state(ref.id(), 1, Allowance.class, () -> new Allowance(session.words()));
    }

    private static byte[] written(Object element) {
        return Ref.write(Objects.requireNonNull(element, "element"));
    }

    @Override
    public void put(E element) throws InterruptedException {
        byte[] bytes = written(element);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!putNow(bytes)) {
            var unused = isPut(ref.await(Verb.PUT, 0, Limit.FOREVER, bytes));
        }
    }

    /** Puts it without asking, if there is no bound or a place is kept for this process; says whether it did. */
    private boolean putNow(byte[] bytes) {
        if (isClosed()) {
            throw new IllegalStateException(CLOSED);
        }
        boolean may = !bounded || allowance().take();
        if (may) {
            ref.tell(Verb.PUT, 0, bytes);
        }
        return may;
    }

    private boolean isPut(Frame answer) {
        boolean done = Answers.isOk(answer);
        if (done) {
            allowance().add(answer.number());
        }
        return done;
    }

    @Override
    public boolean offer(E element) {
        byte[] bytes = written(element);
        return putNow(bytes) || isPut(ref.ask(Verb.OFFER, 0, bytes));
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        long limit = Limit.of(timeout, unit);
        byte[] bytes = written(element);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return putNow(bytes) || isPut(ref.await(Verb.PUT, 0, limit, bytes));
    }

    @Override
    public E take() throws InterruptedException {
        E element = take(Limit.FOREVER);
        return Objects.requireNonNull(element);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return take(Limit.of(timeout, unit));
    }

    private @Nullable E take(long limit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        byte[] lent = borrowed().take();
        return lent != null ? Ref.read(lent) : element(ref.await(Verb.TAKE, 0, limit));
    }

    @Override
    public @Nullable E poll() {
        byte[] lent = borrowed().take();
        return lent != null ? Ref.read(lent) : element(ref.ask(Verb.POLL, 0));
    }

    private @Nullable E element(Frame answer) {
        if (answer.verb() == Verb.OVER) {
            throw new IllegalStateException(CLOSED);
        }
        if (!Answers.isOk(answer)) {
            return null;
        }
        borrowed().add(answer);
        return Ref.read(answer.part());
    }

    @Override
    public @Nullable E peek() {
        Frame answer = ref.ask(Verb.PEEK, 0);
        return Answers.isOk(answer) ? Ref.read(answer.part()) : null;
    }

    @Override
    public int size() {
        return (int) ref.ask(Verb.SIZE, 0).number();
    }

    @Override
    public int remainingCapacity() {
        return (int) ref.ask(Verb.REMAINING, 0).number();
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        Objects.requireNonNull(target, "target");
        if (target == (Object) this) {
            throw new IllegalArgumentException("target: the queue itself (expected: another collection)");
        }
        int count = 0;
        while (count < most) {
            Frame answer = ref.ask(Verb.DRAIN, most - count);
            if (!Answers.isOk(answer)) {
                break;
            }
            addReadable(answer.parts(), target);
            count += answer.parts().size();
        }
        return count;
    }

    /** Adds all that can be read, before it says that one cannot. */
    private void addReadable(List<byte[]> written, Collection<? super E> target) {
        TaskSerializationException unreadable = null;
        for (byte[] bytes : written) {
            E element;
            try {
                element = Ref.read(bytes);
            } catch (TaskSerializationException e) {
                unreadable = unreadable == null ? e : unreadable;
                continue;
            }
            target.add(element);
        }
        if (unreadable != null) {
            throw unreadable;
        }
    }

    /** Takes out all there is; that counts as done. */
    @Override
    public void clear() {
        var unused = ref.ask(Verb.CLEAR, 0);
    }

    /** An element, and how the hub calls it. */
    private record Numbered<E>(long id, E element) {}

    private List<Numbered<E>> snapshot() {
        Frame answer = ref.ask(Verb.SNAPSHOT, 0);
        ByteBuffer ids = ByteBuffer.wrap(answer.part());
        var elements = new ArrayList<Numbered<E>>();
        for (byte[] element : answer.parts().subList(1, answer.parts().size())) {
            elements.add(new Numbered<>(ids.getLong(), Ref.read(element)));
        }
        return elements;
    }

    private boolean remove(Numbered<E> which) {
        return Answers.isOk(ref.ask(Verb.REMOVE, which.id));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return snapshot().stream().anyMatch(one -> one.element.equals(element) && remove(one));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return snapshot().stream().anyMatch(one -> one.element.equals(element));
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<Numbered<E>> copy = snapshot().iterator();
        return new Iterator<>() {
            private @Nullable Numbered<E> last;

            @Override
            public boolean hasNext() {
                return copy.hasNext();
            }

            @Override
            public E next() {
                Numbered<E> next = copy.next();
                last = next;
                return next.element;
            }

            @Override
            public void remove() {
                Numbered<E> which = last;
                if (which == null) {
                    throw new IllegalStateException("next() comes before remove()");
                }
                last = null;
                RemoteQueue.this.remove(which);
            }
        };
    }

    @Override
    public Object[] toArray() {
        return new ArrayList<>(copy()).toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return copy().toArray(array);
    }

    private List<E> copy() {
        return snapshot().stream().map(Numbered::element).toList();
    }

    @Override
    public E element() {
        E first = peek();
        if (first == null) {
            throw new NoSuchElementException("the queue is empty");
        }
        return first;
    }

    @Override
    public void taskDone() {
        var unused = ref.ask(Verb.TASK_DONE, 0);
    }

    @Override
    public void joinTasks() throws InterruptedException {
        var unused = ref.await(Verb.JOIN, 0, Limit.FOREVER);
    }

    @Override
    public boolean joinTasks(Duration timeout) throws InterruptedException {
        return Answers.isOk(ref.await(Verb.JOIN, 0, Limit.of(timeout)));
    }

    @Override
    public void close() {
        var unused = ref.ask(Verb.CLOSE, 0);
    }

    @Override
    public boolean isClosed() {
        return ref.words().get(ref.word()) != 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemoteQueue<?> queue && queue.ref.equals(ref);
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }

    @Override
    public String toString() {
        return "SharedQueue[" + ref + "]";
    }
}
