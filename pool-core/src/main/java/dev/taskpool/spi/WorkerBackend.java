package dev.taskpool.spi;

/** Brings workers of one kind. Found by {@link java.util.ServiceLoader}; thread-safe. */
public interface WorkerBackend {
    /**
     * The name by which a configuration asks for it, {@code taskpool.backend}.
     *
     * @return for example {@code processes}
     */
    String name();

    /**
     * Prepares what one pool needs.
     *
     * @param environment the pool
     * @return the pool's site
     * @throws dev.taskpool.TaskSerializationException if the initializer cannot be written
     * @throws IllegalArgumentException if the worker's specification cannot be met
     */
    WorkerSite open(PoolEnvironment environment);
}
