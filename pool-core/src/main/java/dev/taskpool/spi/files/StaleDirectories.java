package dev.taskpool.spi.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and deletes private directories of JVMs that were killed. */
public final class StaleDirectories {
    static final String PREFIX = "taskpool-";
    /** Ends the name of a directory that has no lock yet. One of another name without a lock was half deleted. */
    static final String UNFINISHED = ".new";

    private static final Logger log = LoggerFactory.getLogger(StaleDirectories.class);
    private static final Pattern NAME =
            Pattern.compile(PREFIX + "(\\d{1,18})-[0-9a-f]{24}(" + Pattern.quote(UNFINISHED) + ")?");
    private static final Duration TIME_TO_LOCK = Duration.ofHours(1);

    private StaleDirectories() {}

    /** Deletes what dead processes of this user left. Blocks; failures are logged, for they are nobody's here. */
    public static void sweep() {
        SharedFolder.all().forEach(StaleDirectories::sweep);
    }

    static void sweep(Path folder) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path candidate : candidates) {
                if (isStale(candidate)) {
                    log.info("deleting what a dead process left directory={}", candidate);
                    delete(candidate);
                }
            }
        } catch (IOException e) {
            log.debug("folder not swept folder={}", folder, e);
        }
    }

    private static boolean isStale(Path directory) {
        Matcher name = NAME.matcher(directory.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        boolean dead = ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
        try {
            return dead && isOurs(directory) && isUnlocked(directory, name.group(2) != null);
        } catch (IOException e) {
            log.debug("directory not swept directory={}", directory, e);
            return false;
        }
    }

    private static boolean isOurs(Path directory) throws IOException {
        String owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName();
        return owner.equals(System.getProperty("user.name"));
    }

    /** Two containers may share the folder and yet know nothing of each other's processes. */
    private static boolean isUnlocked(Path directory, boolean unfinished) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(PrivateDirectory.LOCK), StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock != null;
        } catch (NoSuchFileException e) {
            if (!unfinished) {
                return true;
            }
            Instant made = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            return made.isBefore(Instant.now().minus(TIME_TO_LOCK));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return channel.tryLock();
    }

    /** Deletes a directory with all that is in it. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            log.warn("directory not deleted directory={}", directory, e);
        }
    }

    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.debug("could not be closed", e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // someone else was quicker
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
