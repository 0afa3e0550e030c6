package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A pool's private directory for what it shares with its children and for their crash reports. In memory where the
 * system has a file system there.
 *
 * <p>It is locked as long as the pool lives, so that another pool knows whether it was left behind.
 */
public final class PoolDirectory implements AutoCloseable {
    static final String LOCK = "lock";
    private static final SecureRandom random = new SecureRandom();

    private final Path path;
    private final FileChannel lock;

    private PoolDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a directory, and deletes those that dead pools left behind. Blocks.
     *
     * @return a new directory that only this user can enter
     * @throws IOException if it cannot be made
     */
    public static PoolDirectory create() throws IOException {
        return create(SharedFolder.choose());
    }

    static PoolDirectory create(Path parent) throws IOException {
        StaleDirectories.sweep(parent);
        byte[] unguessable = new byte[12];
        random.nextBytes(unguessable);
        String name = StaleDirectories.PREFIX + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(unguessable);
        Path path = parent.resolve(name);
        if (SharedFolder.isPosix(parent)) {
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(path, onlyOwner);
        } else {
            Files.createDirectory(path);
        }
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new PoolDirectory(path, lock);
    }

    /**
     * Where it is.
     *
     * @return an absolute path
     */
    public Path path() {
        return path;
    }

    /** Deletes it with all that is in it. Blocks. */
    @Override
    public void close() {
        StaleDirectories.delete(path);
        StaleDirectories.closeQuietly(lock);
    }
}
