package dev.taskpool.contract;

import dev.taskpool.TaskPool;
import java.time.Duration;

/** The ways to end a pool. */
enum Ending {
    SHUTDOWN,
    CLOSE,
    JOIN,
    JOIN_FOR_A_TIME,
    TERMINATE;

    private static final Duration LIMIT = Duration.ofSeconds(100);

    void end(TaskPool pool) {
        switch (this) {
            case SHUTDOWN -> pool.shutdown();
            case CLOSE -> pool.close();
            case JOIN -> {
                pool.shutdown();
                pool.join();
            }
            case JOIN_FOR_A_TIME -> {
                pool.shutdown();
                if (!pool.join(LIMIT)) {
                    throw new AssertionError("the pool did not end: " + pool.stats());
                }
            }
            case TERMINATE -> pool.terminate();
        }
    }

    /** Whether it waits for what was accepted. */
    boolean waits() {
        return this != SHUTDOWN && this != TERMINATE;
    }
}
