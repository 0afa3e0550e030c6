package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildLogTest {
    private final LoggerContext context = new LoggerContext();
    private final List<LogLine> lines = new ArrayList<>();

    @Test
    void install_replacesAppenders_andKeepsLevels() {
        var old = new ListAppender<ILoggingEvent>();
        old.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(old);
        Logger apart = context.getLogger("apart");
        apart.setAdditive(false);
        apart.setLevel(Level.DEBUG);
        apart.addAppender(old);

        LogForwarder.install(context, lines::add);
        root.info("not wanted");
        root.warn("{} is {}", "this", "wanted", new IOException("why"));
        apart.debug("too");

        assertThat(old.isStarted()).isFalse();
        assertThat(old.list).isEmpty();
        assertThat(lines).hasSize(2);
        LogLine first = lines.get(0);
        assertThat(first.level()).isEqualTo(org.slf4j.event.Level.WARN.toInt());
        assertThat(first.message()).isEqualTo("this is wanted");
        assertThat(first.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(first.trace()).startsWith("java.io.IOException: why").contains("ChildLogTest");
        assertThat(lines.get(1)).isEqualTo(new LogLine(10, "apart", first.thread(), "too", ""));
    }
}
