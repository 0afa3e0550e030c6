package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** All live children of this JVM, which none of them outlives: a shutdown hook kills them. Thread-safe. */
final class Children {
    private static final Set<Process> live = ConcurrentHashMap.newKeySet();
    private static final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private static boolean closed;
    private static boolean hooked;

    private Children() {}

    /**
     * Starts a process and takes charge of it.
     *
     * @throws IOException if it cannot be started, or this JVM is ending
     */
    static Process start(ProcessBuilder builder) throws IOException {
        hook();
        gate.readLock().lock();
        try {
            if (closed) {
                throw new IOException("this JVM is shutting down (expected: a running one)");
            }
            Process process = builder.start();
            live.add(process);
            return process;
        } finally {
            gate.readLock().unlock();
        }
    }

    private static void hook() {
        gate.writeLock().lock();
        try {
            if (!hooked && !closed) {
                Runtime.getRuntime().addShutdownHook(new Thread(Children::killAll, "taskpool-kill-children"));
                hooked = true;
            }
        } catch (IllegalStateException e) {
            closed = true; // too late for a hook, so too late for a child
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Gives up a process that has ended. */
    static void ended(Process process) {
        live.remove(process);
    }

    private static void killAll() {
        gate.writeLock().lock();
        try {
            closed = true;
        } finally {
            gate.writeLock().unlock();
        }
        for (Process process : live) {
            kill(process.toHandle(), Duration.ZERO);
        }
    }

    /**
     * Ends a process and its descendants.
     *
     * <p>Through its handle: {@link Process#destroy()} closes its streams too, and with them goes what it says last.
     *
     * @param grace how long it may take to end by itself
     */
    static void kill(ProcessHandle process, Duration grace) {
        // First, because once it is gone nothing tells whose they were.
        List<ProcessHandle> descendants = process.descendants().toList();
        if (grace.isZero()) {
            killNow(process, descendants);
            return;
        }
        process.destroy();
        var unused = process.onExit()
                .thenAccept(ended -> {})
                .completeOnTimeout(null, grace.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(() -> killNow(process, descendants));
    }

    private static void killNow(ProcessHandle process, List<ProcessHandle> descendants) {
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
