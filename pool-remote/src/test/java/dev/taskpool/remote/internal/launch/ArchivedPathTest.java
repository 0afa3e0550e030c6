package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivedPathTest {
    @TempDir
    private Path folder;

    private String jar(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "a jar").toString();
    }

    private String classes(String... contents) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        for (String file : contents) {
            Path path = classes.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        return classes.toString();
    }

    private static Optional<ArchivedPath> of(String... entries) {
        return ArchivedPath.of(new ClassPath(Arrays.asList(entries)));
    }

    @Test
    void jarsAlone_stayInTheirOrder() throws IOException {
        String app = jar("app.jar");
        String pool = jar("pool-core-1.0.jar");

        assertThat(of(app, pool)).contains(new ArchivedPath(List.of(app, pool), List.of()));
    }

    @Test
    void folderAfterTheJars_isNotArchived() throws IOException {
        String pool = jar("pool-core-1.0.jar");
        String classes = classes("app/Main.class");
        String late = jar("late.jar");

        assertThat(of(pool, classes, late)).contains(new ArchivedPath(List.of(pool), List.of(classes, late)));
    }

    @Test
    void folderFirst_comesAfterThePoolsJars() throws IOException {
        String classes = classes("app/Main.class", "META-INF/services/app.Service", "reference.conf");
        String app = jar("app-1.0.jar");
        String pool = jar("pool-core-0.1.0-SNAPSHOT.jar");
        String pekko = jar("pekko-actor-typed_2.13-1.7.0.jar");
        String kryo = jar("kryo5-5.6.2.jar");

        assertThat(of(classes, app, pool, pekko, kryo))
                .contains(new ArchivedPath(List.of(pool, pekko, kryo), List.of(classes, app)));
    }

    @Test
    void whole_hasEveryEntryOnce() throws IOException {
        String classes = classes("app/Main.class");
        String app = jar("app-1.0.jar");
        String pool = jar("pool-core-1.jar");

        assertThat(of(classes, app, pool).orElseThrow().whole().entries()).containsExactly(pool, classes, app);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/taskpool/remote/WorkerMain.class",
                "org/apache/pekko/actor/ActorSystem.class",
                "scala/Option.class",
                "org/slf4j/Logger.class",
                "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"
            })
    void folderThatReplacesAClassOfAJar_staysFirst(String replaced) throws IOException {
        assertThat(of(classes(replaced), jar("pool-core-1.0.jar"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slf4j-simple-2.0.jar", "slf4j-jdk14-2.0.jar", "log4j-slf4j2-impl-2.20.jar"})
    void jarOfAnotherLog_staysBeforeOurs(String log) throws IOException {
        assertThat(of(classes("app/Main.class"), jar(log), jar("pool-core-1.0.jar"), jar("logback-classic-1.5.jar")))
                .isEmpty();
    }

    @Test
    void jarsThatAreOnlyCalledAlike_areNotMoved() throws IOException {
        String classes = classes("app/Main.class");

        assertThat(of(classes, jar("config-server.jar"), jar("pekko-http_2.12-1.0.jar"), jar("scala-library.txt")))
                .isEmpty();
    }

    @Test
    void entryThatDoesNotExist_endsWhatIsArchived() throws IOException {
        String app = jar("app.jar");
        String missing = folder.resolve("missing.jar").toString();
        String late = jar("late.jar");

        assertThat(of(app, missing, late)).contains(new ArchivedPath(List.of(app), List.of(missing, late)));
    }
}
