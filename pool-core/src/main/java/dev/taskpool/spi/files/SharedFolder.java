package dev.taskpool.spi.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the machine's folders for short-lived files to use: one in memory, if there is one with room. */
public final class SharedFolder {
    private static final Logger log = LoggerFactory.getLogger(SharedFolder.class);
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Containers are often given much less than they need. */
    private static final long LEAST_BYTES = 48L << 20;

    private SharedFolder() {}

    /**
     * A folder for small files.
     *
     * @return one that exists
     */
    public static Path choose() {
        return choose(0);
    }

    /**
     * A folder for a file.
     *
     * @param bytes how large it will be
     * @return one that exists; it may be too full all the same
     */
    public static Path choose(long bytes) {
        return hasRoom(MEMORY, bytes) ? MEMORY : temporary();
    }

    /**
     * All folders that may be chosen.
     *
     * @return those that exist
     */
    public static List<Path> all() {
        return Stream.of(MEMORY, temporary()).filter(Files::isDirectory).toList();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean hasRoom(Path folder, long bytes) {
        try {
            return Files.isDirectory(folder)
                    && Files.isWritable(folder)
                    && Files.getFileStore(folder).getUsableSpace() - LEAST_BYTES >= bytes;
        } catch (IOException e) {
            log.debug("folder not usable folder={}", folder, e);
            return false;
        }
    }

    /**
     * What makes a new file its owner's alone.
     *
     * @param folder where it will be
     * @param permissions as in {@code rw-------}
     * @return empty where the file system knows no such thing
     */
    public static FileAttribute<?>[] onlyOwner(Path folder, String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
