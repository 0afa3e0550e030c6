package dev.taskpool.remote.internal.launch;

import dev.taskpool.spi.files.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder in which this user keeps what can be made again. */
final class UserCache {
    private UserCache() {}

    /**
     * Where the system wants it.
     *
     * @param system the {@code os.name}
     * @param home the user's
     * @param variables the environment
     * @return this library's folder in it, which may not exist; empty if nothing tells where
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
     */
    static Optional<Path> folder(String system, String home, Map<String, String> variables) {
        String name = system.toLowerCase(Locale.ROOT);
        Optional<Path> ofUser = home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home));
        if (name.startsWith("windows")) {
            return absolute(variables.get("LOCALAPPDATA"))
                    .map(it -> it.resolve("taskpool").resolve("cache"));
        }
        if (name.startsWith("mac")) {
            return ofUser.map(it -> it.resolve("Library").resolve("Caches").resolve("taskpool"));
        }
        return absolute(variables.get("XDG_CACHE_HOME"))
                .or(() -> ofUser.map(it -> it.resolve(".cache")))
                .map(it -> it.resolve("taskpool"));
    }

    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(it -> !it.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * Makes the folder if it is not there. What it holds is run by children, so nobody else may be able to change it.
     *
     * @param folder where
     * @throws IOException if it cannot be made, or others may write to it
     */
    static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder, SharedFolder.onlyOwner(folder, "rwx------"));
        if (!isOwn(folder)) {
            throw new IOException("folder " + folder + " (expected: one that only this user may write to)");
        }
    }

    /**
     * Whether it exists and is this user's alone to change.
     *
     * @param folder the folder
     * @return also true where the file system knows no owners
     * @throws IOException if it cannot be looked at
     */
    static boolean isOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true;
        }
        var attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.owner().getName().equals(System.getProperty("user.name"))
                && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }
}
