package dev.taskpool.remote.internal.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The ways in which this process ends by itself; the {@link Lifeline} knows another. */
final class Exit {
    /** What {@code -XX:+ExitOnOutOfMemoryError} gives, so that the parent need not tell the two apart. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int FAILED = 1;

    /** The process's own, whatever agents and tasks do to {@code System.err}. */
    private static final PrintStream stderr =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private static volatile int code;

    private Exit() {}

    /** Runs the exit hooks and ends with code 0, or 1 after an initializer that failed. Returns at once. */
    static void leave() {
        new Thread(() -> System.exit(code), "taskpool-exit").start();
    }

    /** From now on leaving is a failure. */
    static void initializerFailed() {
        code = FAILED;
    }

    /** Ends at once, after a task, or telling of one, ran out of memory. */
    static void outOfMemory(String error) {
        halt(OUT_OF_MEMORY, () -> stderr.println("Terminating due to " + error));
    }

    /** Ends at once, because this process cannot work. */
    static void fatal(String problem, Throwable cause) {
        halt(FAILED, () -> {
            stderr.println("taskpool worker: " + problem);
            cause.printStackTrace(stderr);
        });
    }

    /** Whatever becomes of the words: the cause may fail to describe itself. */
    private static void halt(int code, Runnable words) {
        try {
            words.run();
            stderr.flush();
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
