package dev.taskpool.shared;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory that several processes on one machine map, as large as the machine has room for.
 *
 * <p>It is a file, in memory where the system has a file system for that ({@code /dev/shm}) with room for it, otherwise in
 * the temp folder; only this user can open it, and its name cannot be guessed. All of its room is taken, and is zero,
 * when it is made.
 *
 * <p>It can be attached to until its creator closes it, somebody unlinks it, or the process that made it ends; after a
 * {@code kill -9} its file is deleted when the next process of this library starts, or, if it was a pool's worker, at
 * once. Whoever is attached keeps the memory all the same; the machine gets it back when the last one has closed its
 * handles, has ended, or has collected what was mapped as garbage.
 *
 * <p>Thread-safe. The buffers are not; what is written through one is seen through the others, in any process, but
 * nothing is said of the order. The arrays of this package order their accesses.
 */
public final class SharedMemory implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Segment segment;
    private final transient boolean creator;
    private final transient AtomicBoolean closed = new AtomicBoolean();

    private SharedMemory(Segment segment, boolean creator) {
        this.segment = segment;
        this.creator = creator;
    }

    /**
     * Makes memory, all of it zero. Blocks while it is filled.
     *
     * @param bytes how much, 1 or more
     * @return its creator's handle
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     * @throws java.io.UncheckedIOException if there is no room for it; nothing is left then
     */
    public static SharedMemory create(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
        }
        return new SharedMemory(Segment.create(bytes), true);
    }

    /**
     * Gives the memory of a name.
     *
     * @param name as told by {@link #name}
     * @return a further handle
     * @throws IllegalArgumentException if it is not such a name
     * @throws java.io.UncheckedIOException if there is no such memory, caused by
     *     {@link java.nio.file.NoSuchFileException}: it was closed by its creator, was unlinked, or its creator has ended
     */
    public static SharedMemory attach(String name) {
        return new SharedMemory(Segment.attach(name), false);
    }

    /**
     * All of it.
     *
     * @return a new buffer, at position 0, in this machine's byte order, usable also after {@link #close}
     * @throws IllegalStateException if it is larger than a buffer can be, 2 GiB less one byte, or was closed
     */
    public ByteBuffer buffer() {
        if (size() > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "shared memory of " + size() + " bytes is too large for one buffer: use buffer(offset, length)");
        }
        return buffer(0, (int) size());
    }

    /**
     * A part of it.
     *
     * @param offset its first byte
     * @param length how many bytes, up to 1 GiB anywhere
     * @return as {@link #buffer()}
     * @throws IndexOutOfBoundsException if that is not wholly inside
     * @throws IllegalArgumentException if {@code length} is more than 1 GiB
     * @throws IllegalStateException if it was closed
     */
    public ByteBuffer buffer(long offset, int length) {
        return segment().slice(offset, length);
    }

    /** What is mapped; refused after the handle was closed. */
    Segment segment() {
        if (closed.get()) {
            throw new IllegalStateException("shared memory " + segment.name() + " was closed");
        }
        return segment;
    }

    /**
     * What others can attach to it by. Who knows it and is this user can open it.
     *
     * @return never empty
     */
    public String name() {
        return segment.name();
    }

    /**
     * How large it is.
     *
     * @return as it was made
     */
    public long size() {
        return segment.size();
    }

    /**
     * Ends this handle; its creator's handle {@link #unlink unlinks} it too. Other handles, and buffers that were given
     * out, are not touched. May be called again.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && creator) {
            segment.discard();
        }
    }

    /**
     * Takes its name away: nobody can attach to it any more, those who are keep it.
     *
     * @throws java.io.UncheckedIOException if it has none any more, caused by
     *     {@link java.nio.file.NoSuchFileException}, or its file cannot be deleted
     */
    public void unlink() {
        segment.unlink();
    }

    @Override
    public String toString() {
        return "SharedMemory[name=" + name() + ", size=" + size() + (closed.get() ? ", closed" : "") + "]";
    }

    @Serial
    private Object writeReplace() {
        return new Handle(name());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a handle of shared memory is read by its name");
    }

    /** What travels. */
    private record Handle(String name) implements Serializable {
        @Serial
        private Object readResolve() {
            return attach(name);
        }
    }
}
