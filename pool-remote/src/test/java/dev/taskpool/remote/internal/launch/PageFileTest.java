package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {
    @TempDir
    Path folder;

    @Test
    void create_makesAFileThatIsPrivateAndSharedUntilFreed() throws IOException {
        PageFile file = PageFile.create(folder, 7);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.page().status().running()).isNull();
        assertThat(file.page().outcomes().read()).isEmpty();

        file.unlink();
        file.page().status().hold();
        assertThat(file.path()).doesNotExist();
        file.free();
        assertThat(folder).isEmptyDirectory();
    }
}
