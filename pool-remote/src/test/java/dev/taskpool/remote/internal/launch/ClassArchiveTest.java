package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.testkit.CapturedLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    private Path cache;
    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        cache = folder.resolve("cache");
        jar = Files.writeString(folder.resolve("a.jar"), "a jar");
    }

    private ClassArchive archive(String... jvm) throws IOException {
        return ClassArchive.of(cache, List.of(jar.toString()), List.of(jvm), 17);
    }

    private static void write(Path file) throws IOException {
        Files.writeString(file, "classes");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(it -> it.toString().endsWith(".jsa")).toList();
        }
    }

    @Test
    void find_beforeItIsMade_findsNothing() throws IOException {
        assertThat(archive().find()).isEmpty();
    }

    @Test
    void make_isFoundByWhoeverHasTheSameJarsAndJvm() throws Exception {
        archive("17").make(ClassArchiveTest::write);

        assertThat(archive("17").find())
                .hasValueSatisfying(file -> assertThat(file).hasContent("classes"));
        assertThat(archive("18").find()).isEmpty();
    }

    @Test
    void changedJar_makesItStale() throws Exception {
        archive().make(ClassArchiveTest::write);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(archive().find()).isEmpty();
    }

    @Test
    void largerJar_makesItStale() throws Exception {
        FileTime time = Files.getLastModifiedTime(jar);
        archive().make(ClassArchiveTest::write);
        Files.writeString(jar, "a jar of another build");
        Files.setLastModifiedTime(jar, time);

        assertThat(archive().find()).isEmpty();
    }

    @Test
    void damagedFile_isDeletedAndMadeAnew() throws Exception {
        archive().make(ClassArchiveTest::write);
        Path good = archives().get(0);
        Path damaged = good.resolveSibling(good.getFileName().toString().replaceFirst("-........", "-00000000"));
        Files.move(good, damaged);
        try (var log = CapturedLog.open()) {
            assertThat(archive().find()).isEmpty();
            assertThat(log.lines()).anyMatch(line -> line.contains("damaged"));
        }
        assertThat(damaged).doesNotExist();

        archive().make(ClassArchiveTest::write);

        assertThat(archive().find()).contains(good);
    }

    @Test
    void make_twice_makesOne() throws Exception {
        var made = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            archive().make(file -> {
                made.incrementAndGet();
                write(file);
            });
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void make_whileAnotherIsMade_leavesItToThat() throws Exception {
        UserCache.prepare(cache);
        Path lock = Files.createFile(cache.resolve("lock"));
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThat(other.lock()).isNotNull();
            archive().make(ClassArchiveTest::write);
            assertThat(archives()).isEmpty();
        }

        archive().make(ClassArchiveTest::write);

        assertThat(archives()).hasSize(1);
    }

    @Test
    void make_thatIsBrokenOff_leavesNothingAndIsTriedAgain() throws Exception {
        var archive = archive();

        assertThatThrownBy(() -> archive.make(file -> {
                    write(file);
                    throw new IOException("killed");
                }))
                .hasMessage("killed");

        assertThat(archives()).isEmpty();
        assertThat(archive.hasFailed()).isFalse();
        assertThat(archive.make(ClassArchiveTest::write)).isTrue();
    }

    @Test
    void make_thatWritesNothing_isNotTriedAgainForADay() throws Exception {
        var archive = archive();

        assertThatThrownBy(() -> archive.make(file -> {})).hasMessage("no archive was written");

        assertThat(archives()).isEmpty();
        assertThat(archive.hasFailed()).isTrue();
        try (Stream<Path> files = Files.list(cache)) {
            Path failure = files.filter(it -> it.toString().endsWith(".failed"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(failure, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        assertThat(archive.hasFailed()).isFalse();
    }

    @Test
    void make_keepsTheEightUsedLast() throws Exception {
        for (int build = 0; build < 10; build++) {
            archive("build " + build).make(ClassArchiveTest::write);
            Path made = archive("build " + build).find().orElseThrow();
            Files.setLastModifiedTime(made, FileTime.from(Instant.now().minus(Duration.ofHours(10 - build))));
        }

        assertThat(archives()).hasSize(8);
        assertThat(archive("build 0").find()).isEmpty();
        assertThat(archive("build 9").find()).isPresent();
    }

    @Test
    void find_inAFolderThatOthersMayWriteTo_findsNothing() throws Exception {
        archive().make(ClassArchiveTest::write);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(archive().find()).isEmpty();
    }

    @Test
    void options_dependOnTheJava() throws Exception {
        Path file = Path.of("/c/a.jsa");
        var older = new ClassArchive(cache, "key", 24);
        var newer = new ClassArchive(cache, "key", 25);

        assertThat(older.optionsToUse(file)).contains("-XX:SharedArchiveFile=" + file);
        assertThat(older.optionsToMake(file)).contains("-XX:ArchiveClassesAtExit=" + file);
        assertThat(newer.optionsToUse(file)).contains("-XX:AOTCache=" + file);
        assertThat(newer.optionsToMake(file)).contains("-XX:AOTCacheOutput=" + file);
    }
}
