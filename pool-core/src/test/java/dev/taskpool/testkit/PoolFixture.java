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
     * Prepares a pool with settings for which the builder has no method.
     *
     * @param settings HOCON, as in {@code kill.interrupt-grace = 3s}, within the block {@code taskpool}
     * @return a builder whose pool the test closes
     */
    default TaskPool.Builder configured(String settings) {
        return builder()
                .config(ConfigFactory.parseString("taskpool { " + settings + " }")
                        .withFallback(ConfigFactory.load()));
    }
}
