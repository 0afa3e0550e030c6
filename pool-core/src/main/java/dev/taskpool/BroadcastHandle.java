package dev.taskpool;

import dev.taskpool.spi.ShippedValue;
import dev.taskpool.spi.files.SharedName;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What travels in the place of a broadcast. */
final class BroadcastHandle implements Serializable, ShippedValue {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;

    /** Where it is; another process may have another folder for temporary files. */
    private final String folder;

    private final long bytes;

    @SuppressWarnings("serial")
    private final transient @Nullable Object origin;

    BroadcastHandle(SharedName name, Path folder, long bytes, Object origin) {
        this.name = name.text();
        this.folder = folder.toString();
        this.bytes = bytes;
        this.origin = origin;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Object keptAlive() {
        return origin == null ? this : origin;
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        try {
            return new Broadcast<>(new CopiedValue<>(SharedName.parse(name, "a broadcast"), Path.of(folder), bytes));
        } catch (IllegalArgumentException e) {
            throw new InvalidObjectException(e.getMessage());
        }
    }
}
