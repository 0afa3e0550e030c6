package dev.taskpool.remote.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** How the faults that exhaust nothing are done. */
final class Harm {
    /** Where the pids of processes go that are left behind; a worker's system property. */
    static final String LEFT_PIDS = "faults.left-pids";

    private static final int PRINTED_MIB = 32;
    private static final int LEFT = 3;

    /** Whether this is the test's own JVM, whose threads must end some day. */
    private static volatile boolean shared;

    private static volatile boolean released;

    private Harm() {}

    /** The file for {@link #LEFT_PIDS}. */
    static Path leftPids(Path folder) {
        return folder.resolve("left-pids");
    }

    /** Lets go whatever loops, waits or was left behind in this JVM; later faults in it are let go at once. */
    static void release() {
        released = true;
    }

    /** This JVM is the test's own. From now on faults in it last until they are let go. */
    static void share() {
        shared = true;
        released = false;
    }

    static void throwException() {
        throw new IllegalStateException("a fault");
    }

    static void throwError() {
        throw new AssertionError("a fault");
    }

    static void overflowStack() {
        if (depth(0) > 0) {
            throw new IllegalStateException("it has a bottom");
        }
    }

    @SuppressWarnings("InfiniteRecursion") // the very thing that is tried
    private static int depth(int above) {
        return 1 + depth(above + 1);
    }

    /** As somebody else would; does not return, for the signal may take a moment. */
    static void signal(String name) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        loop();
    }

    /** Writes to address 0. */
    static void crash() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe"); // by name, since a compiler warns of it
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    }

    /** Ignores interrupts, as most loops do. */
    static void loop() {
        while (!released) {
            Thread.onSpinWait();
        }
    }

    /** Two threads that wait for each other's lock; this one is the second. */
    static void deadlock() {
        var first = new ReentrantLock();
        var second = new ReentrantLock();
        var firstHeld = new CountDownLatch(1);
        var secondHeld = new CountDownLatch(1);
        var other = new Thread(
                () -> {
                    first.lock();
                    firstHeld.countDown();
                    await(secondHeld);
                    take(second);
                },
                "deadlocked");
        other.setDaemon(true);
        other.start();
        second.lock();
        secondHeld.countDown();
        await(firstHeld);
        take(first);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For ever, in a worker's own process. */
    private static void take(ReentrantLock lock) {
        if (!shared) {
            lock.lock();
        }
        sleep();
    }

    /** A long line among many. */
    static void print() {
        String line = "x".repeat(1023);
        String longLine = "y".repeat(1 << 20);
        for (PrintStream stream : new PrintStream[] {System.out, System.err}) {
            stream.println(longLine);
            for (int i = 0; i < PRINTED_MIB * 1024; i++) {
                stream.println(line);
            }
        }
    }

    static void closeStreams() throws IOException {
        System.in.close();
        System.out.close();
        System.err.close();
    }

    static void replaceStreams() {
        System.setOut(new Refusing());
        System.setErr(new Refusing());
        System.setIn(null);
    }

    private static final class Refusing extends PrintStream {
        Refusing() {
            super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            throw new IllegalStateException("nothing is written here");
        }

        @Override
        public void println(Object line) {
            throw new IllegalStateException("nothing is printed here");
        }

        @Override
        public void println(String line) {
            throw new IllegalStateException("nothing is printed here");
        }

        @Override
        public void flush() {
            throw new IllegalStateException("nothing is flushed here");
        }
    }

    /** Threads that keep a JVM alive, until they are let go. */
    static void leaveThreads() {
        for (int i = 0; i < LEFT; i++) {
            new Thread(Harm::sleep, "left-behind").start();
        }
    }

    private static void sleep() {
        while (!released) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                // it stays all the same
            }
        }
    }

    /** Processes that hold on to the worker's output; their pids are noted. */
    static void leaveProcesses() throws IOException {
        String pids = System.getProperty(LEFT_PIDS);
        for (int i = 0; i < LEFT; i++) {
            Process process = new ProcessBuilder("sleep", "1000").inheritIO().start();
            Files.writeString(
                    Path.of(pids), process.pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
