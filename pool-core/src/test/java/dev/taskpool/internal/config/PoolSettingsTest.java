package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.internal.config.PoolSettings.Chunking;
import dev.taskpool.internal.config.QueueSettings.WhenFull;
import dev.taskpool.spi.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolSettingsTest {
    @Test
    void from_anEmptyConfig_hasEveryDefault() {
        PoolSettings settings = from("");

        assertThat(settings.name()).matches("pool-[0-9]+");
        assertThat(settings.named(""))
                .isEqualTo(new PoolSettings(
                        "",
                        PoolSettings.PROCESSES,
                        Runtime.getRuntime().availableProcessors(),
                        0,
                        Chunking.ADAPTIVE,
                        new RecycleSettings(OptionalInt.empty(), Duration.ZERO, 10),
                        QueueSettings.UNLIMITED,
                        OptionalInt.empty(),
                        3,
                        OptionalInt.empty(),
                        10,
                        3,
                        60 * Runtime.getRuntime().availableProcessors(),
                        new WorkerSpec(
                                List.of(),
                                List.of(),
                                null,
                                Map.of(),
                                0,
                                0,
                                0,
                                null,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(60),
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                1L << 30,
                                List.of("**"),
                                List.of())));
    }

    @Test
    void from_allKeys_takesThem(@TempDir Path directory) {
        PoolSettings settings = from("""
                taskpool {
                  name = "my_pool-2", backend = threads, workers = 7, chunking = fixed, max-payload = 64MB
                  queue { max-items = 100, max-bytes = 32m, when-full = reject }
                  max-tasks-per-child = 5, imap.lookahead = 9, retry { max-unacknowledged = 1, quarantine-after = 6 }, nesting.max-depth = 2
                  start { timeout = 90ms, max-failures = 4, max-replacements-per-minute = 17 }
                  worker {
                    spares = 2, max-heap = 512m, max-rss = 1.5g, jvm-options = [-ea, "-Dx=1"], classpath = [a.jar, b]
                    working-directory = "%s", environment { A = 1.50, "b.c" = "x=\\"y\\"", D = true }
                    heartbeat.timeout = 2m, heap-dump-directory = "%s"
                  }
                  recycle { max-age = 3h, max-growth = 64m, jitter = 0%% }
                  kill { interrupt-grace = 500ms, dump-grace = off, term-grace = 2s }
                  serialization { allow = ["a.*"], deny = ["a.B"] }
                }
                """.formatted(directory, directory));

        assertThat(settings)
                .isEqualTo(new PoolSettings(
                        "my_pool-2",
                        PoolSettings.THREADS,
                        7,
                        2,
                        Chunking.FIXED,
                        new RecycleSettings(OptionalInt.of(5), Duration.ofHours(3), 0),
                        new QueueSettings(OptionalInt.of(100), OptionalLong.of(32L << 20), WhenFull.REJECT),
                        OptionalInt.of(9),
                        1,
                        OptionalInt.of(6),
                        2,
                        4,
                        17,
                        new WorkerSpec(
                                List.of("-ea", "-Dx=1"),
                                List.of("a.jar", "b"),
                                directory,
                                Map.of("A", "1.50", "b.c", "x=\"y\"", "D", "true"),
                                512L << 20,
                                3L << 29,
                                64L << 20,
                                directory,
                                Duration.ofMillis(90),
                                Duration.ofMinutes(2),
                                Duration.ofMillis(500),
                                Duration.ZERO,
                                Duration.ofSeconds(2),
                                64_000_000,
                                List.of("a.*"),
                                List.of("a.B"))));
    }

    @Test
    void from_theWordsInFull_meansTheDefaults() {
        PoolSettings settings = from("""
                taskpool { name = x, workers = auto, max-tasks-per-child = unlimited, imap.lookahead = auto
                  queue { max-items = unlimited, max-bytes = unlimited, when-full = block }
                  worker { max-heap = auto, max-rss = unlimited }, kill { interrupt-grace = off, dump-grace = 1s, term-grace = off }
                  recycle { max-age = unlimited, max-growth = unlimited, jitter = 10% }, retry.quarantine-after = unlimited }
                """);

        assertThat(settings).isEqualTo(from("taskpool.name = x"));
    }

    @Test
    void from_twoPoolsWithoutAName_namesThemDifferently() {
        assertThat(from("").name()).isNotEqualTo(from("").name());
    }

    @Test
    void from_aRelativeDirectory_makesItAbsolute() {
        assertThat(from("taskpool.worker.working-directory = src").workerSpec().workingDirectory())
                .isEqualTo(Path.of("src").toAbsolutePath());
    }

    @Test
    void from_aBlockThatWasSetToNullBefore_stillHasTheDefaults() {
        PoolSettings settings = from("taskpool.worker = null\ntaskpool.worker { max-heap = 64m }");

        assertThat(settings.workerSpec().maxHeapBytes()).isEqualTo(64L << 20);
        assertThat(settings.workerSpec().heartbeatTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void from_anUnresolvedConfig_resolvesAgainstTheDefaults() {
        PoolSettings settings = from("taskpool.start.timeout = ${taskpool.worker.heartbeat.timeout}, n = 4\n"
                + "taskpool.workers = ${n}, taskpool.worker.jvm-options = [\"-Dv=\"${java.version}]");

        assertThat(settings.workers()).isEqualTo(4);
        assertThat(settings.workerSpec().startTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.workerSpec().jvmOptions()).containsExactly("-Dv=" + System.getProperty("java.version"));
    }

    @Test
    void from_aSubstitutionOfNothing_saysSo() {
        assertThatThrownBy(() -> from("taskpool.workers = ${no.such.thing}"))
                .isInstanceOf(ConfigException.UnresolvedSubstitution.class);
    }

    @Test
    void from_aThreadWithoutContextClassLoader_findsTheDefaults() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            assertThat(PoolSettings.from(PoolConfig.load()).maxNesting()).isEqualTo(10);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void from_aSystemProperty_overridesWhatWasLoaded() {
        Config loaded = withProperty("taskpool.workers", "3", ConfigFactory::load);

        assertThat(PoolSettings.from(loaded).workers()).isEqualTo(3);
    }

    @Test
    void from_aMisspeltSystemProperty_isAnUnknownKey() {
        Config loaded = withProperty("taskpool.wrokers", "3", ConfigFactory::load);

        assertThatThrownBy(() -> PoolSettings.from(loaded))
                .hasMessageContaining("taskpool.wrokers: unknown key (did you mean taskpool.workers?)");
    }

    @Test
    void from_aSystemProperty_leavesAConfigThatWasNotLoadedAlone() {
        int workers = withProperty(
                "taskpool.workers", "3", () -> from("taskpool.workers = 5").workers());
        int wrong = withProperty(
                "taskpool.wrokers", "3", () -> from("taskpool.workers = 5").workers());

        assertThat(workers).isEqualTo(5);
        assertThat(wrong).isEqualTo(5);
    }

    private static <T> T withProperty(String key, String value, Supplier<T> body) {
        System.setProperty(key, value);
        ConfigFactory.invalidateCaches();
        try {
            return body.get();
        } finally {
            System.clearProperty(key);
            ConfigFactory.invalidateCaches();
        }
    }

    private static PoolSettings from(String hocon) {
        return PoolSettings.from(ConfigFactory.parseString(hocon));
    }
}
