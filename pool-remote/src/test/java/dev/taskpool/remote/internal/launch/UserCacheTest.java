package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {
    @TempDir
    private Path folder;

    @Test
    void folder_isWhereTheSystemWantsIt() {
        assertThat(UserCache.folder("Linux", "/home/u", Map.of())).contains(Path.of("/home/u/.cache/taskpool"));
        assertThat(UserCache.folder("Linux", "/home/u", Map.of("XDG_CACHE_HOME", "/c")))
                .contains(Path.of("/c/taskpool"));
        assertThat(UserCache.folder("Mac OS X", "/Users/u", Map.of("XDG_CACHE_HOME", "/c")))
                .contains(Path.of("/Users/u/Library/Caches/taskpool"));
        assertThat(UserCache.folder("Windows 11", "/u", Map.of("LOCALAPPDATA", "/local")))
                .contains(Path.of("/local/taskpool/cache"));
    }

    @Test
    void folder_unknownOrRelative_isNone() {
        assertThat(UserCache.folder("Linux", "", Map.of())).isEmpty();
        assertThat(UserCache.folder("Linux", "/home/u", Map.of("XDG_CACHE_HOME", "here")))
                .contains(Path.of("/home/u/.cache/taskpool"));
        assertThat(UserCache.folder("Windows 11", "/u", Map.of())).isEmpty();
    }

    @Test
    void prepare_makesAFolderForThisUserAlone() throws IOException {
        Path cache = folder.resolve("a").resolve("b");

        UserCache.prepare(cache);

        assertThat(UserCache.isOwn(cache)).isTrue();
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void prepare_ofAFolderThatOthersMayWriteTo_isRefused() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(UserCache.isOwn(folder)).isFalse();
        assertThatThrownBy(() -> UserCache.prepare(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only this user may write to");
    }
}
