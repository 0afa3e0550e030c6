package dev.taskpool.remote;

import dev.taskpool.remote.internal.worker.OwnStdin;
import dev.taskpool.remote.internal.worker.WorkerProcess;

/** The main class of a worker's process; started by the pool, never by hand. */
public final class WorkerMain {
    private WorkerMain() {}

    /**
     * Becomes a worker, as told on its lifeline.
     *
     * @param args the path of the lifeline; none if it is stdin
     */
    public static void main(String[] args) {
        WorkerProcess.start(OwnStdin.take(args));
    }
}
