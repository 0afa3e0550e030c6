package dev.taskpool.remote.internal.launch;

import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.spi.files.SharedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file behind a child's {@link SharedPage}. All methods may block. */
public final class PageFile {
    private static final Logger log = LoggerFactory.getLogger(PageFile.class);
    private static final int ZEROS = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final SharedPage page;

    private PageFile(Path path, FileChannel channel, SharedPage page) {
        this.path = path;
        this.channel = channel;
        this.page = page;
    }

    /**
     * Makes and maps a file.
     *
     * @param directory the pool's
     * @param workerId names it
     * @return the file
     * @throws IOException if there is no room for it
     */
    public static PageFile create(Path directory, int workerId) throws IOException {
        Path path = directory.resolve("page-" + workerId);
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                SharedFolder.onlyOwner(directory, "rw-------"));
        try {
            fill(channel);
            return new PageFile(path, channel, SharedPage.map(path));
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Takes the room now: a mapped page for which there is none kills the process that touches it. */
    private static void fill(FileChannel channel) throws IOException {
        for (long left = SharedPage.BYTES; left > 0; ) {
            left -= channel.write(ByteBuffer.allocate((int) Math.min(left, ZEROS)));
        }
    }

    /**
     * Where it is.
     *
     * @return an absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * The mapped views.
     *
     * @return not to be used after {@link #free}
     */
    public SharedPage page() {
        return page;
    }

    /** Removes its name. May be called again. */
    public void unlink() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warn("file not deleted file={}", path, e);
        }
    }

    /**
     * Gives its memory back at once, not when the mapping is collected. For when the child is gone and nobody looks at
     * the page any more: this process would be hurt by it.
     */
    public void free() {
        unlink();
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            log.debug("file not truncated file={}", path, e);
        }
    }
}
