package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker.Chatter;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import dev.taskpool.remote.internal.wire.FromWorker.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Log lines and progress on their way to the parent: one message at a time, the rest waits or is dropped. Thread-safe.
 *
 * <p>The next message goes when the parent has read the last one, so a child that talks much never crowds out results.
 */
final class ChatterBuffer {
    static final int MAX_LINES = 2_000;
    static final int MAX_CHARS = 512 * 1024;
    static final int MAX_MESSAGE_CHARS = 32 * 1024;
    static final int MAX_LINE_CHARS = 8 * 1024;
    private static final int MAX_PROGRESS_CHARS = 500;
    private static final int MAX_PROGRESSES = 64;

    private record Item(long unitId, int offset) {}

    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private final Map<Item, Progress> progress = new LinkedHashMap<>();
    private int chars;
    private long lost;
    private int unread;
    private @Nullable Consumer<? super Chatter> parent;

    /**
     * Begins to send.
     *
     * @param to gets the messages
     */
    synchronized void open(Consumer<? super Chatter> to) {
        parent = to;
        sendIfAny();
    }

    /** Adds a line of the log; one that is too long is cut, one too many is counted and dropped. */
    synchronized void add(LogLine line) {
        LogLine fitting = new LogLine(
                line.level(),
                cut(line.logger(), MAX_LINE_CHARS),
                cut(line.thread(), MAX_LINE_CHARS),
                cut(line.message(), MAX_LINE_CHARS),
                cut(line.trace(), MAX_LINE_CHARS));
        if (lines.size() >= MAX_LINES || chars + size(fitting) > MAX_CHARS) {
            lost++;
            return;
        }
        lines.add(fitting);
        chars += size(fitting);
        sendIfAny();
    }

    /** Notes how far an item is; only the latest word counts. */
    synchronized void progress(long unitId, int offset, double fraction, String message) {
        var item = new Item(unitId, offset);
        progress.remove(item);
        progress.put(item, new Progress(unitId, offset, fraction, cut(message, MAX_PROGRESS_CHARS)));
        if (progress.size() > MAX_PROGRESSES) {
            progress.remove(progress.keySet().iterator().next());
        }
        sendIfAny();
    }

    /** The parent has read the last message. */
    synchronized void read() {
        unread = Math.max(0, unread - 1);
        if (unread == 0) {
            notifyAll();
            sendIfAny();
        }
    }

    /**
     * Sends everything, whether the parent has read the last message or not, and waits until it has read all; for a
     * process about to end.
     *
     * @param nanos how long to wait
     * @throws InterruptedException if interrupted while waiting
     */
    synchronized void flush(long nanos) throws InterruptedException {
        while (parent != null && !isEmpty()) {
            sendTo(parent);
        }
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; unread > 0 && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean isEmpty() {
        return lines.isEmpty() && progress.isEmpty();
    }

    private void sendIfAny() {
        if (parent != null && unread == 0 && !isEmpty()) {
            sendTo(parent);
        }
    }

    private void sendTo(Consumer<? super Chatter> to) {
        unread++;
        var message = new Chatter(takeLines(), List.copyOf(progress.values()), lost);
        progress.clear();
        lost = 0;
        to.accept(message);
    }

    private List<LogLine> takeLines() {
        var taken = new ArrayList<LogLine>();
        int takenChars = 0;
        while (!lines.isEmpty()) {
            int size = size(lines.getFirst());
            if (takenChars > 0 && takenChars + size > MAX_MESSAGE_CHARS) {
                break;
            }
            taken.add(lines.removeFirst());
            takenChars += size;
        }
        chars -= takenChars;
        return taken;
    }

    private static int size(LogLine line) {
        return 16
                + line.logger().length()
                + line.thread().length()
                + line.message().length()
                + line.trace().length();
    }

    private static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars) + "...";
    }
}
