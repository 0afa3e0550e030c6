package dev.taskpool.spi;

import dev.taskpool.process.Pipe;
import dev.taskpool.sync.Manager;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Brings objects that processes share. Found by {@link ServiceLoader}; thread-safe. */
public interface SharingBackend {
    /**
     * Finds the one there is.
     *
     * @return the backend
     * @throws IllegalStateException if none is on the class path
     */
    static SharingBackend find() {
        return ServiceLoader.load(SharingBackend.class, SharingBackend.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing on the class path shares objects between"
                        + " processes: add the dependency dev.taskpool:pool-remote"));
    }

    /**
     * Starts a manager. Blocks for some milliseconds.
     *
     * @return the manager
     * @throws dev.taskpool.PoolException if there is no room for its files
     */
    Manager startManager();

    /**
     * Opens a pipe.
     *
     * @param oneWay whether only its left end sends
     * @return the pipe
     * @param <T> the messages
     * @throws dev.taskpool.PoolException if there is no room for its files
     */
    <T> Pipe<T> openPipe(boolean oneWay);

    /**
     * Makes a value ready to be written to a file. Runs user code.
     *
     * @param value any object
     * @return what will be in the file
     * @throws dev.taskpool.TaskSerializationException if it cannot be written, phase {@code ENCODE_ITEM}
     */
    WrittenValue writeValue(@Nullable Object value);

    /**
     * Reads a value, of classes that this process may read. Blocks; runs user code.
     *
     * @param file was written by {@link WrittenValue#writeTo} on this machine
     * @return a new copy
     * @throws dev.taskpool.TaskSerializationException if it cannot be read, phase {@code DECODE_ITEM}
     */
    @Nullable
    Object readValue(Path file);
}
