package dev.taskpool.remote.internal.worker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes what a dead parent can no longer delete, as far as it can be done in time. */
final class Sweep extends SimpleFileVisitor<Path> {
    private final long deadlineNanos;

    private Sweep(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Deletes files, and directories with all they hold; links are not followed.
     *
     * @param paths absolute; may be gone already: other children of the same parent sweep at the same time
     * @param deadlineNanos when to stop, by {@link System#nanoTime}
     */
    static void delete(List<Path> paths, long deadlineNanos) {
        if (!paths.stream().allMatch(Path::isAbsolute)) {
            throw new IllegalArgumentException("paths: " + paths + " (expected: absolute ones)");
        }
        for (Path path : paths) {
            try {
                Files.walkFileTree(path, new Sweep(deadlineNanos));
            } catch (IOException | RuntimeException e) {
                // nobody is left to be told; the next pool's sweep finds what stays
            }
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return delete(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return goOn();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
        return delete(directory);
    }

    private FileVisitResult delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // another child may just have put it right, or the file system is read-only: best effort
        }
        return goOn();
    }

    private FileVisitResult goOn() {
        return System.nanoTime() - deadlineNanos > 0 ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
}
