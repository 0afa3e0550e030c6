package dev.taskpool.remote.internal.launch;

import java.util.ArrayDeque;

/** The last lines of a stream, bounded in number and size. Thread-safe. */
final class Tail {
    private static final int MOST_LINES = 50;
    private static final int MOST_CHARS = 8 * 1024;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private int chars;

    synchronized void add(String line) {
        lines.addLast(line);
        chars += line.length() + 1;
        while (lines.size() > MOST_LINES || (chars > MOST_CHARS && lines.size() > 1)) {
            chars -= lines.removeFirst().length() + 1;
        }
    }

    /** The lines, joined. */
    synchronized String text() {
        return String.join("\n", lines);
    }
}
