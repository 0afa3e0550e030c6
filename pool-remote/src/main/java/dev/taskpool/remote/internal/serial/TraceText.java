package dev.taskpool.remote.internal.serial;

import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stack trace as text, of bounded length. */
final class TraceText extends Writer {
    static final int MAX_CHARS = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(TraceText.class);

    private final StringBuilder text = new StringBuilder();

    private TraceText() {}

    /** As the Throwable prints itself; if it cannot, what is known of it. */
    static String of(Throwable thrown, Thrown known) {
        var text = new TraceText();
        try {
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        } catch (Full e) {
            return text.toString();
        } catch (Throwable t) { // the user's code; what it throws matters less than the failure
            log.debug(
                    "exception cannot be printed class={} cause={}",
                    known.className(),
                    t.getClass().getName());
            return of(known);
        }
    }

    private static String of(Thrown known) {
        var text = new TraceText();
        try {
            text.append(known, "");
        } catch (Full e) {
            return text.toString();
        }
        return text.toString();
    }

    private void append(Thrown known, String prefix) {
        line(prefix + known.headline());
        known.frames().forEach(frame -> line("\tat " + frame));
        known.suppressed().forEach(part -> append(part, "Suppressed: "));
        if (known.cause() != null) {
            append(known.cause(), "Caused by: ");
        }
    }

    private void line(String line) {
        write(line, 0, line.length());
        write("\n", 0, 1);
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        text.append(chars, offset, Math.min(length, MAX_CHARS - text.length()));
        checkRoom();
    }

    @Override
    public void write(String chars, int offset, int length) {
        text.append(chars, offset, offset + Math.min(length, MAX_CHARS - text.length()));
        checkRoom();
    }

    private void checkRoom() {
        if (text.length() >= MAX_CHARS) {
            throw new Full();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    /** Ends the printing of what may have no end. */
    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super("full", null, false, false);
        }
    }
}
