package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.FromWorker.Chatter;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Repeats a child's log lines in the parent's log, under the same loggers. Blocks as the log does. */
final class ChatterLog {
    private static final Logger log = LoggerFactory.getLogger(ChatterLog.class);

    private ChatterLog() {}

    static void write(String prefix, Chatter chatter) {
        chatter.lines().forEach(line -> write(prefix, line));
        if (chatter.lostLines() > 0) {
            log.warn("{}log lines came too fast lost={}", prefix, chatter.lostLines());
        }
    }

    private static void write(String prefix, LogLine line) {
        String trace = line.trace().isEmpty() ? "" : "\n" + line.trace();
        LoggerFactory.getLogger(line.logger())
                .atLevel(level(line.level()))
                .log("{}{}{}", prefix, line.message(), trace);
    }

    private static Level level(int number) {
        for (Level level : Level.values()) {
            if (number >= level.toInt()) {
                return level;
            }
        }
        return Level.TRACE;
    }
}
