package dev.taskpool.spi;

import java.io.IOException;
import java.nio.file.Path;

/** A value that is ready to be written to a file. To be used at once, while nobody changes the value. */
public interface WrittenValue {
    /**
     * How large the file will be.
     *
     * @return bytes
     */
    long bytes();

    /**
     * Writes the file, for {@link SharingBackend#readValue}. Blocks.
     *
     * @param file does not exist yet; nobody else will be able to read it
     * @throws IOException if it cannot be written; none is left then
     */
    void writeTo(Path file) throws IOException;
}
