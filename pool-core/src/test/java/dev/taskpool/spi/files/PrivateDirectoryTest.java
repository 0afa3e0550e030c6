package dev.taskpool.spi.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    private static final String ID = "0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void create_makesAPrivateDirectoryWithAnUnguessableName() throws IOException {
        try (var one = PrivateDirectory.create(folder);
                var two = PrivateDirectory.create(folder)) {
            assertThat(one.path()).isDirectory().isNotEqualTo(two.path());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.path())))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void create_inTheChosenFolder_landsInAWritableOne() throws IOException {
        Path path;
        try (var directory = PrivateDirectory.create(SharedFolder.choose())) {
            path = directory.path();
            assertThat(path).isAbsolute().isWritable();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void create_inAnInterruptedThread_keepsItsFlag() throws IOException {
        Thread.currentThread().interrupt();
        try (var directory = PrivateDirectory.create(folder)) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(directory.path()).isDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void create_sweepsWhatADeadProcessLeft() throws Exception {
        Path stale = leftBehind("taskpool-" + deadPid() + "-" + ID);

        PrivateDirectory.create(folder).close();

        assertThat(stale).doesNotExist();
    }

    @Test
    void create_sweepsWhatADeadProcessLeft_andAnotherOneBeganToDelete() throws Exception {
        Path halfDeleted = Files.createDirectory(folder.resolve("taskpool-" + deadPid() + "-" + ID));

        PrivateDirectory.create(folder).close();

        assertThat(halfDeleted).doesNotExist();
    }

    @Test
    void create_leavesEverythingElseAlone() throws Exception {
        Path live = leftBehind("taskpool-" + ProcessHandle.current().pid() + "-" + ID);
        Path foreign = leftBehind("taskpool-" + deadPid() + "-backup");
        Path young = Files.createDirectory(folder.resolve("taskpool-" + deadPid() + "-" + ID + ".new"));
        Path target = leftBehind("precious");
        Path link =
                Files.createSymbolicLink(folder.resolve("taskpool-" + deadPid() + "-" + ID.replace('0', 'f')), target);

        PrivateDirectory.create(folder).close();

        assertThat(live).isDirectory();
        assertThat(foreign).isDirectory();
        assertThat(young).as("its pool may be about to lock it").isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(target.resolve("spool/file")).exists();

        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        PrivateDirectory.create(folder).close();
        assertThat(young).doesNotExist();
    }

    @Test
    void create_whereThereIsNoFolder_fails() {
        assertThatThrownBy(() -> PrivateDirectory.create(folder.resolve("none")))
                .isInstanceOf(IOException.class);
    }

    private Path leftBehind(String name) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        Files.createFile(directory.resolve(PrivateDirectory.LOCK));
        Files.createDirectory(directory.resolve("spool"));
        Files.writeString(directory.resolve("spool/file"), "data");
        return directory;
    }

    private static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
