package dev.taskpool.spi.files;

import dev.taskpool.spi.Uninterrupted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A directory for what a process shares with others. It is locked until it is closed or the process ends, so that others
 * know whether it was left behind.
 */
public final class PrivateDirectory implements AutoCloseable {
    static final String LOCK = "lock";
    private static final SecureRandom random = new SecureRandom();

    private final Path path;
    private final FileChannel lock;

    private PrivateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a directory, and deletes those that dead processes left behind. Blocks. An interruption does not keep it from
     * that; its flag stays.
     *
     * @param parent where
     * @return a new directory that only this user can enter
     * @throws IOException if it cannot be made; nothing is left then
     */
    public static PrivateDirectory create(Path parent) throws IOException {
        return Uninterrupted.run(
                () -> { // an interruption would close the lock
                    StaleDirectories.sweep(parent);
                    return createNew(parent);
                });
    }

    private static PrivateDirectory createNew(Path parent) throws IOException {
        byte[] unguessable = new byte[12];
        random.nextBytes(unguessable);
        String name = StaleDirectories.PREFIX + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(unguessable);
        Path path = parent.resolve(name);
        Path unfinished = parent.resolve(name + StaleDirectories.UNFINISHED);
        Files.createDirectory(unfinished, SharedFolder.onlyOwner(parent, "rwx------"));
        FileChannel lock = null;
        try {
            lock = locked(unfinished.resolve(LOCK));
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            return new PrivateDirectory(path, lock);
        } catch (IOException e) {
            StaleDirectories.delete(unfinished);
            if (lock != null) {
                StaleDirectories.closeQuietly(lock);
            }
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            return lock;
        } catch (IOException e) {
            StaleDirectories.closeQuietly(lock);
            throw e;
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

    /** Deletes it with all that is in it. Blocks. */
    @Override
    public void close() {
        StaleDirectories.delete(path);
        StaleDirectories.closeQuietly(lock);
    }
}
