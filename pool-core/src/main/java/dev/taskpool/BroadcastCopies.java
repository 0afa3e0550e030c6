package dev.taskpool;

import dev.taskpool.spi.SharingBackend;
import dev.taskpool.spi.files.SharedName;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's copies of what others have broadcast. A copy goes when its file does, when nobody asks for it, and when
 * the heap runs low. Thread-safe.
 */
final class BroadcastCopies {
    private static final Duration UNUSED = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(BroadcastCopies.class);
    private static final Map<SharedName, Entry> entries = new ConcurrentHashMap<>();
    private static boolean watched;

    private BroadcastCopies() {}

    /** One copy. */
    private static final class Entry {
        private final Path file;
        private @Nullable SoftReference<CopiedValue.Copy<?>> copy;
        private volatile long usedNanos = System.nanoTime();

        Entry(Path file) {
            this.file = file;
        }

        /** The copy there is, or a new one. Whoever else asks meanwhile waits for it. */
        synchronized CopiedValue.Copy<?> get() {
            CopiedValue.Copy<?> known = copy == null ? null : copy.get();
            if (known == null) {
                known = new CopiedValue.Copy<>(SharingBackend.find().readValue(file));
                copy = new SoftReference<>(known);
            }
            usedNanos = System.nanoTime();
            return known;
        }

        boolean isDue() {
            return System.nanoTime() - usedNanos > UNUSED.toNanos() || !Files.exists(file);
        }
    }

    /**
     * The copy of a value; it is read if there is none.
     *
     * @throws PoolException if its file is gone
     */
    @SuppressWarnings("unchecked") // the handle's type is that of the value it was made of
    static <T extends @Nullable Object> CopiedValue.Copy<T> of(SharedName name, Path file) {
        if (!Files.exists(file)) {
            entries.remove(name);
            throw gone(name, null);
        }
        Entry entry = entries.computeIfAbsent(name, it -> new Entry(file));
        watch();
        try {
            return (CopiedValue.Copy<T>) entry.get();
        } catch (TaskSerializationException e) {
            if (!Files.exists(file)) {
                throw gone(name, e);
            }
            throw e;
        }
    }

    private static PoolException gone(SharedName name, @Nullable Throwable cause) {
        return new PoolException(
                "the broadcast " + name.text() + " can't be had any more: it was closed, or its maker has ended",
                cause);
    }

    /** Somebody still uses it. */
    static void touch(SharedName name) {
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.usedNanos = System.nanoTime();
        }
    }

    private static synchronized void watch() {
        if (watched) {
            return;
        }
        watched = true;
        var thread = new Thread(BroadcastCopies::look, "taskpool-broadcasts");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Until there is nothing left to look at. */
    private static void look() {
        try {
            do {
                Thread.sleep(LOOK_EVERY.toMillis());
                entries.values().removeIf(Entry::isDue);
            } while (isNeeded());
        } catch (InterruptedException e) {
            log.debug("copies of broadcasts are not looked after any more", e);
        }
    }

    private static synchronized boolean isNeeded() {
        watched = !entries.isEmpty();
        return watched;
    }
}
