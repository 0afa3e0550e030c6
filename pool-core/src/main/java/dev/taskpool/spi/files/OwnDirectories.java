package dev.taskpool.spi.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's own directories, one for each folder in which it has made files to share. They go with the last of these. */
public final class OwnDirectories {
    private static final Logger log = LoggerFactory.getLogger(OwnDirectories.class);
    private static final Map<Path, Own> byFolder = new HashMap<>();
    private static boolean hooked;

    private OwnDirectories() {}

    private static final class Own {
        private final PrivateDirectory directory;
        private int files;

        Own(PrivateDirectory directory) {
            this.directory = directory;
        }
    }

    /**
     * Makes room for one more file. Blocks.
     *
     * @param folder one of {@link SharedFolder#all()}
     * @return the directory
     * @throws IOException if it cannot be made
     */
    public static Path enter(Path folder) throws IOException {
        synchronized (byFolder) {
            Own own = byFolder.get(folder);
            if (own == null) {
                own = new Own(PrivateDirectory.create(folder));
                byFolder.put(folder, own);
                closeAtTheEnd();
            }
            own.files++;
            return own.directory.path();
        }
    }

    private static void closeAtTheEnd() {
        if (hooked) {
            return;
        }
        hooked = true;
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(OwnDirectories::closeAll, "taskpool-shared-files"));
        } catch (IllegalStateException e) {
            log.debug("this JVM is ending: another one will delete the directory", e);
        }
    }

    private static void closeAll() {
        synchronized (byFolder) {
            List.copyOf(byFolder.values()).forEach(own -> own.directory.close());
        }
    }

    /**
     * A file is no more. Said once for each {@link #enter}.
     *
     * @param folder where it was
     */
    public static void leave(Path folder) {
        synchronized (byFolder) {
            Own own = byFolder.get(folder);
            if (own != null && --own.files == 0) {
                byFolder.remove(folder);
                own.directory.close();
            }
        }
    }
}
