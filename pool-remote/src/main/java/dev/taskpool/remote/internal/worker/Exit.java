package dev.taskpool.remote.internal.worker;

import java.io.PrintStream;

/** The ways in which this process ends by itself; the {@link Lifeline} knows another. */
final class Exit {
    /** What {@code -XX:+ExitOnOutOfMemoryError} gives, so that the parent need not tell the two apart. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int FAILED = 1;

    private static PrintStream stderr = System.err;
    private static volatile int code;

    private Exit() {}

    /** Keeps stderr as it is now: tasks may replace it. To be called before any other thread is started. */
    static void keepStderr() {
        stderr = System.err;
    }

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
        stderr.println("Terminating due to " + error);
        halt(OUT_OF_MEMORY);
    }

    /** Ends at once, because this process cannot work. */
    static void fatal(String problem, Throwable cause) {
        stderr.println("taskpool worker: " + problem);
        cause.printStackTrace(stderr);
        halt(FAILED);
    }

    private static void halt(int code) {
        stderr.flush();
        Runtime.getRuntime().halt(code);
    }
}
