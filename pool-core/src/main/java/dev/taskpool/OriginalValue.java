package dev.taskpool;

import dev.taskpool.spi.SharingBackend;
import dev.taskpool.spi.Uninterrupted;
import dev.taskpool.spi.WrittenValue;
import dev.taskpool.spi.files.OwnDirectories;
import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.spi.files.SharedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The value of a broadcast where it was made, and its file once there is one. */
final class OriginalValue<T extends @Nullable Object> implements BroadcastSource<T> {
    private static final Logger log = LoggerFactory.getLogger(OriginalValue.class);

    private @Nullable T value;
    private @Nullable Stored stored;
    private boolean closed;

    /** A file. */
    private record Stored(SharedName name, Path folder, long bytes) {}

    OriginalValue(T value) {
        this.value = value;
    }

    @Override
    @SuppressWarnings("NullAway") // null only if T admits it
    public synchronized T value() {
        requireOpen();
        return value;
    }

    private void requireOpen() {
        if (closed) {
            throw new PoolException("the broadcast was closed", null);
        }
    }

    @Override
    public synchronized BroadcastHandle handle(Broadcast<T> broadcast) {
        requireOpen();
        Stored its = stored == null ? store() : stored;
        stored = its;
        return new BroadcastHandle(its.name(), its.folder(), its.bytes(), broadcast);
    }

    private Stored store() {
        WrittenValue written = SharingBackend.find().writeValue(value);
        try {
            return Uninterrupted.run(() -> write(written));
        } catch (IOException e) {
            throw new PoolException("no room for a broadcast of " + written.bytes() + " bytes: " + e.getMessage(), e);
        }
    }

    private static Stored write(WrittenValue written) throws IOException {
        Path folder = SharedFolder.choose(written.bytes());
        SharedName name = SharedName.next(OwnDirectories.enter(folder));
        try {
            written.writeTo(name.in(folder, CopiedValue.KIND));
            return new Stored(name, folder, written.bytes());
        } catch (IOException | RuntimeException | Error e) {
            OwnDirectories.leave(folder);
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        value = null;
        Stored its = stored;
        stored = null;
        if (its == null) {
            return;
        }
        Path file = its.name().in(its.folder(), CopiedValue.KIND);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("broadcast not deleted file={}", file, e);
        }
        OwnDirectories.leave(its.folder());
    }

    @Override
    public synchronized String toString() {
        return closed
                ? "closed"
                : stored == null ? "not written" : stored.name().text() + ", " + stored.bytes() + " bytes";
    }
}
