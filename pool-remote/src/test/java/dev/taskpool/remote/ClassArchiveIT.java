package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.LeavesNothingBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the workers' classes: made once, in the background, and used from then on. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class ClassArchiveIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path MAPS = Path.of("/proc/self/maps");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireJars() {
        assumeThat(QuickStart.JARS).as("classes are in jars, as in the build").isNotEmpty();
    }

    private TaskPool pool(String mode, String... jvmOptions) {
        var config = Map.of(
                "taskpool.remote.class-archive.mode",
                mode,
                "taskpool.remote.class-archive.directory",
                folder.resolve("cache").toString());
        return TaskPool.builder()
                .config(ConfigFactory.parseMap(config))
                .classpath(QuickStart.JARS.toArray(String[]::new))
                .jvmOptions(jvmOptions)
                .maxHeap("64m")
                .workers(1)
                .build();
    }

    private List<Path> archives() {
        Path cache = folder.resolve("cache");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(it -> it.toString().endsWith(".jsa")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the JVM that asks has mapped a file. */
    private static boolean hasMapped(String file) throws IOException {
        return Files.readString(MAPS).contains(file);
    }

    private static boolean maps(TaskPool pool, String archive) {
        return pool.apply(ClassArchiveIT::hasMapped, archive);
    }

    private static int successor(TaskPool pool, int number) {
        return pool.apply(x -> x + 1, number);
    }

    private static void awaitMaker() {
        await().atMost(LIMIT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("taskpool-class-archive")));
    }

    @Test
    void firstPool_makesTheArchive_andTheNextWorkersMapIt() {
        try (TaskPool first = pool("auto");
                TaskPool second = pool("auto")) {
            assertThat(successor(first, 1)).isEqualTo(2);
            assertThat(successor(second, 2)).isEqualTo(3);
        }
        awaitMaker();
        assertThat(archives()).hasSize(1);

        String archive = archives().get(0).toString();
        assumeThat(MAPS).exists();
        try (TaskPool pool = pool("auto")) {
            assertThat(maps(pool, archive)).isTrue();
        }
        try (TaskPool pool = pool("off")) {
            assertThat(maps(pool, archive)).isFalse();
        }
        try (TaskPool pool = pool("auto", "-Xshare:off")) {
            assertThat(maps(pool, archive)).isFalse();
        }
    }

    @Test
    void modeUse_makesNone() {
        try (TaskPool pool = pool("use")) {
            assertThat(successor(pool, 1)).isEqualTo(2);
        }
        awaitMaker();

        assertThat(archives()).isEmpty();
    }

    @Test
    void folderThatCannotBeWrittenTo_hurtsNothing() throws IOException {
        Files.createFile(folder.resolve("cache"));
        try (TaskPool pool = pool("auto")) {
            assertThat(successor(pool, 1)).isEqualTo(2);
        }
        awaitMaker();
    }

    @Test
    void unknownMode_isRefused() {
        assertThatThrownBy(() -> pool("always"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("taskpool.remote.class-archive.mode: always (expected: auto, use or off)");
    }
}
