package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the machine's folders for short-lived files to use. */
final class SharedFolder {
    private static final Logger log = LoggerFactory.getLogger(SharedFolder.class);
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Containers are often given much less than they need. */
    private static final long LEAST_BYTES = 48L << 20;

    private SharedFolder() {}

    static Path choose() {
        return usable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean usable(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && Files.isWritable(folder)
                    && Files.getFileStore(folder).getUsableSpace() >= LEAST_BYTES;
        } catch (IOException e) {
            log.debug("folder not usable folder={}", folder, e);
            return false;
        }
    }

    static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
