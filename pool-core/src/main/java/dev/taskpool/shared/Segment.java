package dev.taskpool.shared;

import dev.taskpool.spi.Uninterrupted;
import dev.taskpool.spi.files.OwnDirectories;
import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.spi.files.SharedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is mapped whole. A process maps it once, for all of its handles, as long as there are any.
 *
 * <p>It is mapped in windows, because one cannot be larger than 2 GiB. A window begins at each GiB and reaches as far as
 * possible, so that any part up to a GiB lies in one of them.
 */
final class Segment {
    private static final Logger log = LoggerFactory.getLogger(Segment.class);
    private static final String KIND = "memory";
    private static final int STRIDE_BITS = 30;
    private static final int STRIDE = 1 << STRIDE_BITS;
    private static final int ZEROS = 1 << 20;
    private static final ConcurrentMap<String, WeakReference<Segment>> mapped = new ConcurrentHashMap<>();

    private final SharedName name;
    private final Path folder;
    private final Path file;
    private final long size;
    private final MappedByteBuffer[] windows;

    private Segment(SharedName name, Path folder, long size, MappedByteBuffer[] windows) {
        this.name = name;
        this.folder = folder;
        this.file = name.in(folder, KIND);
        this.size = size;
        this.windows = windows;
    }

    /** A new one, filled with zeros. Blocks. */
    static Segment create(long bytes) {
        return uninterrupted(() -> {
            Path folder = SharedFolder.choose(bytes);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new IOException(
                        "no shared memory of " + bytes + " bytes in " + folder + ": " + free + " bytes are free there");
            }
            SharedName name = SharedName.next(OwnDirectories.enter(folder));
            Path file = name.in(folder, KIND);
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    SharedFolder.onlyOwner(folder, "rw-------"))) {
                fill(channel, bytes);
                return keep(map(name, folder, channel));
            } catch (IOException
                    | OutOfMemoryError e) { // the zeros lie outside of the heap, where there may be no room
                Files.deleteIfExists(file);
                OwnDirectories.leave(folder);
                throw new IOException("no shared memory of " + bytes + " bytes in " + folder, e);
            }
        });
    }

    /** Takes the room now: a mapped page for which there is none kills the process that touches it. */
    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, ZEROS));
        for (long left = bytes; left > 0; ) {
            zeros.position(0).limit((int) Math.min(left, zeros.capacity()));
            left -= channel.write(zeros);
        }
    }

    /** The one of a name. Blocks. */
    static Segment attach(String text) {
        SharedName name = SharedName.parse(text, "SharedMemory.name()");
        Segment known = known(name);
        return known != null && Files.exists(known.file) ? known : uninterrupted(() -> open(name));
    }

    private static @Nullable Segment known(SharedName name) {
        WeakReference<Segment> reference = mapped.get(name.text());
        return reference == null ? null : reference.get();
    }

    private static Segment open(SharedName name) throws IOException {
        for (Path folder : SharedFolder.all()) {
            Path file = name.in(folder, KIND);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return keep(map(name, folder, channel));
            } catch (NoSuchFileException e) {
                log.trace("not in this folder file={}", file);
            }
        }
        throw new NoSuchFileException(name.text(), null, "closed by its creator, unlinked, or its creator has ended");
    }

    private static Segment keep(Segment segment) {
        mapped.values().removeIf(reference -> reference.get() == null);
        mapped.put(segment.name.text(), new WeakReference<>(segment));
        return segment;
    }

    static Segment map(SharedName name, Path folder, FileChannel channel) throws IOException {
        long size = channel.size();
        var windows = new MappedByteBuffer[(int) ((size + STRIDE - 1) / STRIDE)];
        for (int i = 0; i < windows.length; i++) {
            long start = (long) i << STRIDE_BITS;
            windows[i] = channel.map(FileChannel.MapMode.READ_WRITE, start, Math.min(size - start, Integer.MAX_VALUE));
            windows[i].order(ByteOrder.nativeOrder());
        }
        return new Segment(name, folder, size, windows);
    }

    /** An interrupted thread could open no channel: its flag waits. */
    private static Segment uninterrupted(Uninterrupted.Step<Segment, IOException> step) {
        try {
            return Uninterrupted.run(step);
        } catch (IOException e) {
            throw new UncheckedIOException(Objects.toString(e.getMessage(), e.toString()), e);
        }
    }

    String name() {
        return name.text();
    }

    long size() {
        return size;
    }

    /** The window in which a byte lies at {@link #inWindow}; with 1 GiB behind it, as far as there is so much. */
    ByteBuffer window(long offset) {
        return windows[(int) (offset >>> STRIDE_BITS)];
    }

    static int inWindow(long offset) {
        return (int) offset & (STRIDE - 1);
    }

    ByteBuffer slice(long offset, int length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(
                    "offset: " + offset + ", length: " + length + " (expected: inside of " + size + " bytes)");
        }
        boolean whole = offset == 0 && length == size;
        if (length > STRIDE && !whole) {
            throw new IllegalArgumentException("length: " + length + " (expected: at most " + STRIDE + ")");
        }
        return length == 0
                ? ByteBuffer.allocateDirect(0)
                : window(offset).slice(inWindow(offset), length).order(ByteOrder.nativeOrder());
    }

    void unlink() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("shared memory " + name() + " cannot be unlinked", e);
        }
    }

    /** Its creator has no more use for it. Said once. */
    void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("shared memory not deleted file={}", file, e);
        }
        OwnDirectories.leave(folder);
    }
}
