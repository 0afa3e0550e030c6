package dev.taskpool.testkit;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskPool;

/** What a contract needs from the backend it is run on. */
public interface PoolFixture {
    /**
     * Prepares a pool of this backend, with workers as small as it can make them.
     *
     * @return a builder whose pool the test closes
     */
    TaskPool.Builder builder();

    /**
     * A pool of 2 workers for the tests of this class that leave it as they found it. Started on first use.
     *
     * @return a pool that the fixture closes
     */
    TaskPool shared();

    /**
     * Whether a worker is a process, so that arguments are copies and a worker can be killed.
     *
     * @return false for threads
     */
    boolean workersAreProcesses();

    /**
     * Starts a pool of the test's own.
     *
     * @param workers how many
     * @return a pool that the test closes
     */
    default TaskPool pool(int workers) {
        return builder().workers(workers).build();
    }

    /**
     * Starts a pool of the test's own that is configured in its own way.
     *
     * @param workers how many
     * @param config HOCON that overrides the configuration
     * @return a pool that the test closes
     */
    default TaskPool pool(int workers, String config) {
        return builder()
                .workers(workers)
                .config(ConfigFactory.parseString(config).withFallback(ConfigFactory.load()))
                .build();
    }
}
