package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.launch.Child;
import dev.taskpool.remote.internal.launch.PageFile;
import java.io.IOException;
import java.time.Duration;

/** Starts the process behind a worker. Thread-safe. */
@FunctionalInterface
interface Launcher {
    /**
     * Starts a child. Blocks.
     *
     * @param workerId the worker
     * @param token to be said in the child's first word
     * @param parent the worker's actor, as an actor reference in text form
     * @return the child and the page it shares
     * @throws IOException if there is no process or no room for it
     */
    Launched launch(int workerId, String token, String parent) throws IOException;

    /**
     * A child that was started.
     *
     * @param child its process
     * @param file the page it shares
     */
    record Launched(Child child, PageFile file) {
        /** Ends it at once. Blocks. */
        void abandon() {
            child.kill(Duration.ZERO);
            file.unlink(); // not freed, for what looks at the page may still do so
        }
    }
}
