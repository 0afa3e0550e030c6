package dev.taskpool.spi.files;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that a process shares: that of its maker's directory, and a number. It leads to no other file, whoever
 * made it up.
 *
 * @param directory the directory's
 * @param number counts the files of a process
 */
public record SharedName(String directory, long number) {
    private static final Pattern TEXT = Pattern.compile("(taskpool-\\d{1,18}-[0-9a-f]{24})[.](\\d{1,18})");
    private static final AtomicLong lastNumber = new AtomicLong();

    /**
     * A new one.
     *
     * @param directory this process's own
     * @return another one each time
     */
    public static SharedName next(Path directory) {
        return new SharedName(String.valueOf(directory.getFileName()), lastNumber.incrementAndGet());
    }

    /**
     * Reads one.
     *
     * @param text from {@link #text()}
     * @param source what tells such names
     * @return the name
     * @throws IllegalArgumentException if it is not such a name
     */
    public static SharedName parse(String text, String source) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("name: \"" + text + "\" (expected: what " + source + " has told)");
        }
        return new SharedName(parts.group(1), Long.parseLong(parts.group(2)));
    }

    /**
     * For {@link #parse}.
     *
     * @return never empty
     */
    public String text() {
        return directory + "." + number;
    }

    /**
     * The file itself.
     *
     * @param folder one of {@link SharedFolder#all()}
     * @param kind what it is, as its name begins
     * @return where it is or would be
     */
    public Path in(Path folder, String kind) {
        return folder.resolve(directory).resolve(kind + "-" + number);
    }
}
