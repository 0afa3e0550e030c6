package dev.taskpool.benchmarks.soak;

import java.io.IOException;
import java.util.Optional;

/** What is thrown at workers. */
enum Signal {
    /** Ends it at once. */
    KILL,
    /** Freezes it: it lives and says nothing. */
    STOP,
    /** Makes the JVM crash as native code does. */
    SEGV,
    /** Thaws one that is frozen. */
    CONT;

    /** The live child of this process with that pid; the pid of one that is gone may be anyone's. */
    static Optional<ProcessHandle> child(long pid) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.pid() == pid && child.isAlive())
                .findAny();
    }

    /**
     * Sends it.
     *
     * @return whether there was a worker to send it to
     */
    boolean sendTo(ProcessHandle worker) throws IOException, InterruptedException {
        if (child(worker.pid()).filter(worker::equals).isEmpty()) {
            return false;
        }
        return new ProcessBuilder("kill", "-s", name(), Long.toString(worker.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
