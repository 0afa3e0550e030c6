package dev.taskpool.remote;

import dev.taskpool.remote.internal.worker.OwnStdin;
import dev.taskpool.remote.internal.worker.TargetProcess;

/** The main class of a {@link dev.taskpool.process.JvmProcess}; started by it, never by hand. */
public final class TargetMain {
    private TargetMain() {}

    /**
     * Runs the target, as told on the lifeline.
     *
     * @param args the path of the lifeline; none if it is stdin
     * @throws Throwable what the target threw
     */
    @SuppressWarnings("IllegalThrows") // the JVM prints it and exits with 1, as for any main method
    public static void main(String[] args) throws Throwable {
        TargetProcess.run(OwnStdin.take(args));
    }
}
