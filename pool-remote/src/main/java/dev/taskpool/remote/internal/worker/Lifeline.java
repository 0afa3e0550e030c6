package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.Offspring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The thread that ends this process as soon as its parent is gone.
 *
 * <p>The parent holds the other end of stdin for as long as it lives, so the end of stdin is the news of its death,
 * however it died. The process is halted, not exited: no task, lock or shutdown hook can hold it up. If the parent
 * still lives, it has closed stdin itself, as {@code Process.destroy()} does; then a signal is on its way, and gets a
 * moment to act.
 */
final class Lifeline implements Runnable {
    /** 128 + SIGHUP: the line to the parent was cut. */
    static final int EXIT_CODE = 129;

    private static final long PARENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Takes what the parent says once the thread runs. */
    @FunctionalInterface
    interface Listener {
        /**
         * Listens. Blocks until all is said.
         *
         * @param stdin the process's own
         * @throws IOException if the parent is gone
         */
        void listen(InputStream stdin) throws IOException;
    }

    private final InputStream stdin;
    private final List<Path> leftovers;
    private final Listener listener;
    private final long parentPid;

    private Lifeline(InputStream stdin, List<Path> leftovers, Listener listener) {
        this.stdin = stdin;
        this.leftovers = leftovers;
        this.listener = listener;
        this.parentPid = parentPid();
    }

    /**
     * Starts the thread.
     *
     * @param stdin the process's own, on which nothing more is said
     * @param leftovers files and directories to delete if the parent is gone
     */
    static void start(InputStream stdin, List<Path> leftovers) {
        start(stdin, leftovers, silence -> {});
    }

    /**
     * Starts the thread.
     *
     * @param stdin the process's own
     * @param leftovers files and directories to delete if the parent is gone
     * @param listener takes, in the thread, what the parent says
     */
    @SuppressWarnings("ThreadPriorityCheck") // a hint where the platform takes it; nothing depends on it
    static void start(InputStream stdin, List<Path> leftovers, Listener listener) {
        var thread = new Thread(new Lifeline(stdin, leftovers, listener), "taskpool-lifeline");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    @Override
    public void run() {
        try {
            awaitEnd();
            if (isParentGone()) {
                Sweep.delete(leftovers, System.nanoTime() + SWEEP_NANOS);
                var unused = Offspring.ofThisProcess().kill();
            }
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private void awaitEnd() {
        byte[] ignored = new byte[64];
        try {
            listener.listen(stdin);
            while (stdin.read(ignored) >= 0) {
                // the parent says nothing more
            }
        } catch (IOException e) {
            // a line that cannot be read is as good as cut
        }
    }

    /** A dying process closes its files a moment before its children get another parent. */
    private boolean isParentGone() {
        long deadline = System.nanoTime() + PARENT_NANOS;
        while (parentPid() == parentPid) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                // someone else's idea; the deadline counts
            }
        }
        return true;
    }

    private static long parentPid() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
