package dev.taskpool;

import dev.taskpool.spi.files.SharedName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The value of a broadcast that was made in another process, or came back from one. */
final class CopiedValue<T extends @Nullable Object> implements BroadcastSource<T> {
    /** How the files are called. */
    static final String KIND = "broadcast";

    private final SharedName name;
    private final Path folder;
    private final long bytes;

    /** What it was given when it was first asked. */
    private volatile @Nullable Copy<T> copy;

    /** A value, which may be null. */
    record Copy<T extends @Nullable Object>(@Nullable T value) {}

    CopiedValue(SharedName name, Path folder, long bytes) {
        this.name = name;
        this.folder = folder;
        this.bytes = bytes;
    }

    @Override
    @SuppressWarnings("NullAway") // null only if T admits it
    public T value() {
        Copy<T> known = copy;
        if (known == null) {
            known = BroadcastCopies.of(name, name.in(folder, KIND));
            copy = known;
        } else {
            BroadcastCopies.touch(name);
        }
        return known.value();
    }

    @Override
    public BroadcastHandle handle(Broadcast<T> broadcast) {
        return new BroadcastHandle(name, folder, bytes, broadcast);
    }

    @Override
    public void close() {
        copy = null;
    }

    @Override
    public String toString() {
        return name.text() + ", " + bytes + " bytes, " + (copy == null ? "not read by this handle" : "read");
    }
}
