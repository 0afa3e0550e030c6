package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that users copy. */
class SamplesTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "..", "conf");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".conf")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySample_isValid(Path file) {
        Config sample = ConfigFactory.parseFile(file.toFile());

        assertThat(sample.hasPath("taskpool")).isTrue();
        assertThat(PoolSettings.from(sample).workers()).isPositive();
    }

    @Test
    void application_saysWhatItsCommentsSay() {
        PoolSettings settings = PoolSettings.from(sample("application.conf"));

        assertThat(settings.name()).isEqualTo("reports");
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.workerSpec().environment()).containsEntry("LANG", "C.UTF-8");
    }

    @Test
    void manyPools_eachOfThem_hasItsOwnSettings() {
        assertThat(named("thumbnails").workers()).isEqualTo(8);
        assertThat(named("nightly").recycle().maxTasks()).isEqualTo(OptionalInt.empty());
        assertThat(named("nightly").workerSpec().environment()).containsOnlyKeys("LANG", "TZ");
        assertThat(named("quick").backend()).isEqualTo(PoolSettings.THREADS);
        assertThat(named("another").recycle().maxTasks()).hasValue(500);
    }

    @Test
    void logback_anEventWithATrace_takesOneLine() throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(FOLDER.resolve("logback.xml").toFile());
        try {
            assertThat(context.getStatusManager().getCopyOfStatusList())
                    .allSatisfy(status -> assertThat(status.getLevel()).isLessThan(Status.WARN));
            assertThat(line(context, "event=done", null)).endsWith(" event=done" + System.lineSeparator());
            assertThat(line(context, "two\nlines", new IllegalStateException("no", new IOException("disk"))))
                    .contains("two | lines | java.lang.IllegalStateException: no | at ", "Caused by: ")
                    .containsOnlyOnce("\n");
        } finally {
            context.stop();
        }
    }

    private static String line(LoggerContext context, String message, Throwable failure) {
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("CONSOLE");
        var encoder = (PatternLayoutEncoder) console.getEncoder();
        var event = new LoggingEvent("", context.getLogger("dev.taskpool"), Level.INFO, message, failure, null);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static PoolSettings named(String name) {
        return PoolSettings.from(
                ConfigFactory.parseString("taskpool.name = " + name).withFallback(sample("many-pools.conf")));
    }

    private static Config sample(String name) {
        return ConfigFactory.parseFile(FOLDER.resolve(name).toFile());
    }
}
