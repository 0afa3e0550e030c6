package dev.taskpool.shared;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment: that of its creator's directory, and a number. It leads to no other file, whoever made it up.
 *
 * @param directory the directory's
 * @param number counts the segments of a process
 */
record SegmentName(String directory, long number) {
    private static final Pattern TEXT = Pattern.compile("(taskpool-\\d{1,18}-[0-9a-f]{24})[.](\\d{1,18})");
    private static final AtomicLong lastNumber = new AtomicLong();

    static SegmentName next(Path directory) {
        return new SegmentName(String.valueOf(directory.getFileName()), lastNumber.incrementAndGet());
    }

    static SegmentName parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("name: \"" + text + "\" (expected: what SharedMemory.name() has told)");
        }
        return new SegmentName(parts.group(1), Long.parseLong(parts.group(2)));
    }

    String text() {
        return directory + "." + number;
    }

    Path in(Path folder) {
        return folder.resolve(directory).resolve("memory-" + number);
    }
}
