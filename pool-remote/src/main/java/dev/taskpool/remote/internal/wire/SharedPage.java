package dev.taskpool.remote.internal.wire;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that a child and its parent both map: a {@link StatusPage} and an {@link OutcomeLog}.
 *
 * <p>The parent makes it and unlinks it once the child has said hello; the mappings outlive the name.
 *
 * @param status what the child is running
 * @param outcomes its latest outcomes
 */
public record SharedPage(StatusPage status, OutcomeLog outcomes) {
    private static final int STATUS_AREA = 4096;

    /** The size of the file. */
    public static final long BYTES = (long) STATUS_AREA + OutcomeLog.BYTES;

    /**
     * Maps the file.
     *
     * @param file made by the parent, readable by the owner only; grown to its size if it is empty
     * @return the two views
     * @throws IOException if it cannot be mapped
     */
    public static SharedPage map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            return new SharedPage(
                    new StatusPage(memory.slice(0, STATUS_AREA)),
                    new OutcomeLog(memory.slice(STATUS_AREA, OutcomeLog.BYTES)));
        }
    }
}
