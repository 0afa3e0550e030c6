package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Brings this process's log to the parent's, if Logback writes it. What another library writes to the console arrives
 * there with the rest of the output.
 */
final class ChildLog {
    private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

    private ChildLog() {}

    /**
     * Makes SLF4J find its library, before several threads do, and takes over its lines.
     *
     * @param lines gets them, in any thread
     */
    static void forward(Consumer<LogLine> lines) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory.getClass().getName().equals(LOGBACK)) { // by name: Logback may be absent
            LogForwarder.install(factory, lines);
        }
    }
}
