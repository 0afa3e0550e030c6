package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that one process writes, again and again: most of the time that a large payload takes is for the memory of
 * a new file. Thread-safe, blocking.
 *
 * <p>A file's name tells who may touch it, and changes in one step: its writer's own, published to its readers, returned
 * to its writer. A file that was used before is mapped: its pages are all there.
 */
final class OwnFiles {
    /** One that is much larger than the payload is left to another. */
    private static final int MOST_WASTE = 4;

    private static final long ANY_WASTE_BYTES = 1 << 20;

    /** As many as are often on their way to one process. */
    private static final int MOST_FREE = 16;

    /** How many are looked at before each payload, to find some that have been returned. */
    private static final int LOOKS = 8;

    private static final Logger log = LoggerFactory.getLogger(OwnFiles.class);

    private final Path directory;
    private final int writer;
    private final SecureRandom random = new SecureRandom();
    private final ArrayDeque<Own> published = new ArrayDeque<>();
    private final List<Own> free = new ArrayList<>();
    private long uses;

    OwnFiles(Path directory, int writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /** A file. */
    private static final class Own {
        final long file;
        final long capacity;
        SpooledPayload payload;

        @Nullable
        ByteBuffer mapping;

        Own(SpooledPayload payload) {
            this.file = payload.file();
            this.capacity = payload.bytes();
            this.payload = payload;
        }
    }

    /** Writes a payload that is not published yet; if that fails, nothing is left. */
    SpooledPayload write(List<Part> parts, long graphBytes) throws IOException {
        long bytes = Part.bytesOf(parts);
        Own again = take(bytes);
        if (again != null) {
            var payload = new SpooledPayload(writer, true, again.file, nextUse(), bytes, graphBytes);
            if (writeAgain(again, payload, parts)) {
                return payload;
            }
        }
        dropOldest();
        var payload = new SpooledPayload(writer, false, random.nextLong(), nextUse(), bytes, graphBytes);
        try {
            SpoolFiles.create(path(payload.own()), parts);
        } catch (IOException e) {
            if (!freeAll()) {
                throw e;
            }
            SpoolFiles.create(path(payload.own()), parts);
        }
        add(new Own(payload));
        return payload;
    }

    private boolean writeAgain(Own own, SpooledPayload payload, List<Part> parts) {
        try {
            ByteBuffer mapping = own.mapping;
            if (mapping == null) {
                mapping = SpoolFiles.map(path(payload.returned()), MapMode.READ_WRITE);
                own.mapping = mapping;
            }
            Part.putAll(mapping.duplicate().order(Part.ORDER), parts);
            if (SpoolFiles.rename(path(payload.returned()), path(payload.own()))) {
                own.payload = payload;
                add(own);
                return true;
            }
        } catch (IOException | InternalError e) {
            log.debug("file cannot be used again file={}", payload.returned(), e);
            SpoolFiles.remove(path(payload.returned()));
        }
        return false;
    }

    private synchronized void add(Own own) {
        published.addLast(own);
    }

    private synchronized long nextUse() {
        return ++uses;
    }

    /** Lets others find it. */
    void publish(SpooledPayload payload) throws IOException {
        if (!SpoolFiles.rename(path(payload.own()), path(payload.published()))) {
            throw new IOException(path(payload.own()) + ": gone");
        }
    }

    /** The smallest that is large enough, but not much too large. */
    private synchronized @Nullable Own take(long bytes) {
        collect();
        Own best = null;
        for (Own own : free) {
            boolean fits = own.capacity >= bytes && own.capacity <= Math.max(MOST_WASTE * bytes, ANY_WASTE_BYTES);
            if (fits && (best == null || own.capacity < best.capacity)) {
                best = own;
            }
        }
        if (best != null) {
            free.remove(best);
        }
        return best;
    }

    /** Takes back what has been returned, and forgets what is gone. */
    private void collect() {
        for (int looks = Math.min(LOOKS, published.size()); looks > 0; looks--) {
            Own own = published.removeFirst();
            // In the order in which it gets these names, for it may just get the next one.
            if (Files.exists(path(own.payload.own())) || Files.exists(path(own.payload.published()))) {
                published.addLast(own);
                continue;
            }
            if (Files.exists(path(own.payload.returned()))) {
                free.add(own);
            }
        }
    }

    /** When none fits, too many were kept for payloads that do not come any more. */
    private synchronized void dropOldest() {
        if (free.size() > MOST_FREE) {
            SpoolFiles.remove(path(free.remove(0).payload.returned()));
        }
    }

    /** Makes room; whether there was anything to free. */
    private synchronized boolean freeAll() {
        collect();
        free.forEach(own -> SpoolFiles.remove(path(own.payload.returned())));
        boolean any = !free.isEmpty();
        free.clear();
        return any;
    }

    private Path path(String name) {
        return directory.resolve(name);
    }
}
