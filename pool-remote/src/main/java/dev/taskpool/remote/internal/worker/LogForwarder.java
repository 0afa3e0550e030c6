package dev.taskpool.remote.internal.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;

/**
 * A Logback appender that hands lines to the parent, in place of all others: several processes must not write one log
 * file. Loaded only where Logback is.
 */
final class LogForwarder extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Consumer<LogLine> lines;

    private LogForwarder(Consumer<LogLine> lines) {
        this.lines = lines;
    }

    /**
     * Replaces the appenders of all loggers; their levels stay.
     *
     * @param factory Logback's
     * @param lines gets the lines
     */
    static void install(ILoggerFactory factory, Consumer<LogLine> lines) {
        var context = (LoggerContext) factory;
        var forwarder = new LogForwarder(lines);
        forwarder.setContext(context);
        forwarder.setName("taskpool");
        forwarder.start();
        for (Logger logger : context.getLoggerList()) {
            boolean isSource = !logger.isAdditive() || logger.getName().equals(Logger.ROOT_LOGGER_NAME);
            logger.iteratorForAppenders().forEachRemaining(appender -> retire(logger, appender));
            if (isSource) {
                logger.addAppender(forwarder);
            }
        }
    }

    private static void retire(Logger logger, Appender<ILoggingEvent> appender) {
        logger.detachAppender(appender);
        try {
            appender.stop();
        } catch (RuntimeException e) {
            // the stream it writes to is broken; nobody uses it any more
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        lines.accept(new LogLine(
                level(event.getLevel()),
                event.getLoggerName(),
                event.getThreadName(),
                String.valueOf(event.getFormattedMessage()),
                thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }

    /** SLF4J's numbers. */
    private static int level(Level level) {
        return Level.toLocationAwareLoggerInteger(level);
    }
}
