package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest files of others that are mapped for reading, because they come again with another payload. Thread-safe.
 *
 * <p>One that is not needed any more takes no memory: whoever deletes a file cuts it off.
 */
final class KeptMappings {
    private static final int MOST = 64;

    private record Key(int writer, long file) {}

    private final Map<Key, ByteBuffer> mappings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ByteBuffer> eldest) {
            return size() > MOST;
        }
    };

    /** The content of a file; it is mapped if it is not yet. Blocks. */
    ByteBuffer get(SpooledPayload payload, Path path) throws IOException {
        var key = new Key(payload.writer(), payload.file());
        ByteBuffer known = find(key);
        if (known == null) {
            known = SpoolFiles.map(path, MapMode.READ_ONLY);
            keep(key, known);
        }
        return known.duplicate();
    }

    private synchronized @Nullable ByteBuffer find(Key key) {
        return mappings.get(key);
    }

    private synchronized void keep(Key key, ByteBuffer mapping) {
        mappings.put(key, mapping);
    }

    /** All files of a writer are gone. */
    synchronized void forgetAll(int writer) {
        mappings.keySet().removeIf(key -> key.writer() == writer);
    }

    /** A file is gone. */
    synchronized void forget(SpooledPayload payload) {
        mappings.remove(new Key(payload.writer(), payload.file()));
    }
}
