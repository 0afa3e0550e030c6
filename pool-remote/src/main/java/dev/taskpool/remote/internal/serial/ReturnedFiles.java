package dev.taskpool.remote.internal.serial;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which files have been given back to their writers, so that all of them together stay within a limit. Thread-safe. */
final class ReturnedFiles {
    /** A file, and whose it is. */
    private record Key(int writer, long file) {}

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_FILES = 256;

    private final long limitBytes;
    private final Supplier<Set<String>> marks;
    private final Map<Key, Long> sizes = new HashMap<>();
    private long bytes;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    /**
     * For one directory.
     *
     * @param limitBytes of all that may lie there unused
     * @param marks of all files that lie there
     */
    ReturnedFiles(long limitBytes, Supplier<Set<String>> marks) {
        this.limitBytes = limitBytes;
        this.marks = marks;
    }

    /** Whether a file that has been read may be given back; if not, it is to be deleted. */
    synchronized boolean admit(SpooledPayload payload, long size) {
        var key = new Key(payload.writer(), payload.file());
        if (sizes.containsKey(key)) {
            return true; // it has been counted since it was given back for the first time
        }
        if (!hasRoom(size) && size <= limitBytes) {
            forgetWhatIsGone();
        }
        if (!hasRoom(size)) {
            return false;
        }
        sizes.put(key, size);
        bytes += size;
        return true;
    }

    private boolean hasRoom(long size) {
        return size <= limitBytes - bytes && sizes.size() < MOST_FILES;
    }

    /** A writer deletes files for which it finds no use, or no room, without a word. */
    private void forgetWhatIsGone() {
        long now = System.nanoTime();
        if (now - lookedNanos < LOOK_EVERY.toNanos()) {
            return;
        }
        lookedNanos = now;
        Set<String> there = marks.get();
        forget(key -> !there.contains(SpooledPayload.mark(key.writer(), key.file())));
    }

    /** A file is gone. */
    synchronized void forget(SpooledPayload payload) {
        forget(new Key(payload.writer(), payload.file())::equals);
    }

    /** All of a writer's files are gone. */
    synchronized void forgetAll(int writer) {
        forget(key -> key.writer() == writer);
    }

    private void forget(Predicate<Key> gone) {
        sizes.entrySet().removeIf(entry -> {
            boolean its = gone.test(entry.getKey());
            bytes -= its ? entry.getValue() : 0;
            return its;
        });
    }
}
