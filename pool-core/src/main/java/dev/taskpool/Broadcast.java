package dev.taskpool;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A value that many tasks read: written once, and read once by each worker process that asks for it.
 *
 * <pre>{@code
 * try (Broadcast<Table> table = Broadcast.of(load()); TaskPool pool = TaskPool.create()) {
 *     pool.map(key -> table.value().find(key), keys);
 * }
 * }</pre>
 *
 * <p>The handle may be captured by a function, be an item, or stand in a list or a record, in pools within pools and in a
 * {@link dev.taskpool.process.Pipe} too; it is small, whatever the value is. A {@code map} brings what its function
 * captures to each worker once without a broadcast, too; a value that is needed by many calls, such as 10,000 times
 * {@code applyAsync}, would be written by each of them.
 *
 * <p>The value is written when the handle is first serialized, to a file in memory where there is room, otherwise in the
 * folder for temporary files; what is changed in it afterwards is not seen by processes. Each process has a copy of its
 * own, which all of its tasks share: they must not change it, or only as threads may change what they share. On threads
 * of this JVM {@link #value()} is the object itself.
 *
 * <p>The file stays until the maker's handle is closed, or is not reachable any more and no call that took it along is
 * open, or until the maker's process ends, killed or not. A process's target, an element of a queue and a result are no
 * calls: who gives a broadcast away in one must hold it until it was asked for there.
 *
 * <p>A worker that was killed is replaced by one that reads the value again. A process drops its copy soon after the
 * broadcast was closed, when nobody has asked for it for some minutes, and when its heap runs low; while a task or an open
 * call's function holds a handle that was asked before, the copy stays.
 *
 * <p>Thread-safe.
 *
 * @param <T> the value
 */
public final class Broadcast<T extends @Nullable Object> implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Cleaner CLEANER = Cleaner.create();

    /** Never null where it is used: a broadcast is never written or read by its fields. */
    @SuppressWarnings("serial")
    private final transient BroadcastSource<T> source;

    Broadcast(BroadcastSource<T> source) {
        this.source = source;
    }

    /**
     * Makes one. Does not block: nothing is written before it is needed.
     *
     * @param value any object, or {@code null}
     * @return a handle, to be closed
     * @param <T> the value
     */
    public static <T extends @Nullable Object> Broadcast<T> of(T value) {
        var source = new OriginalValue<T>(value);
        var broadcast = new Broadcast<T>(source);
        CLEANER.register(broadcast, source::close);
        return broadcast;
    }

    /**
     * The value. In another process than its maker's the first call reads it, and blocks meanwhile; it is then at hand for
     * all handles there.
     *
     * @return in its maker's process the object itself, elsewhere this process's copy
     * @throws PoolException if it can't be had any more: the broadcast was closed, or its maker has ended, before this
     *     handle was first asked; in its maker's process, if it was closed
     * @throws TaskSerializationException if it cannot be read here, phase {@code DECODE_ITEM}
     */
    public T value() {
        return source.value();
    }

    /**
     * Ends it: its file is deleted, and processes drop their copies. Handles in other processes that were asked before
     * keep theirs. On a handle that has come from another process nothing happens but that it lets go of its copy. May be
     * called again. Calls that have not ended and ask for the value later fail.
     */
    @Override
    public void close() {
        source.close();
    }

    @Override
    public String toString() {
        return "Broadcast[" + source + "]";
    }

    /**
     * Writes the value, if that was not done before.
     *
     * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_ITEM}
     * @throws PoolException if it was closed, or there is no room for its file
     */
    @Serial
    private Object writeReplace() {
        return source.handle(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a broadcast is read by its name");
    }
}
