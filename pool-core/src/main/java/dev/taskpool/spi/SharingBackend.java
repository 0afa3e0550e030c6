package dev.taskpool.spi;

import dev.taskpool.process.Pipe;
import dev.taskpool.sync.Manager;
import java.util.ServiceLoader;

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
}
