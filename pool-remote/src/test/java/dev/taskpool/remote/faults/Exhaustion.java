package dev.taskpool.remote.faults;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How the faults are done that use something up. What they take they keep; all of it is the process's own. */
final class Exhaustion {
    private static final List<Object> KEPT = new ArrayList<>();
    private static final int MIB = 1 << 20;

    /** So little is left of the heap that each of its few next allocations needs a collection. */
    private static final long LEFT_BYTES = 12L * MIB;

    private static final int LEFT_DESCRIPTORS = 8;
    private static final int LARGEST_FILE_BYTES = 64 * 1024;

    private Exhaustion() {}

    static void heap() {
        while (keep(new byte[MIB])) {
            // until there is no more
        }
    }

    static void directMemory() {
        while (keep(ByteBuffer.allocateDirect(MIB))) {
            // until there is no more
        }
    }

    private static synchronized boolean keep(Object object) {
        return KEPT.add(object);
    }

    /** Makes classes, one after the other, each with a loader of its own. */
    static void metaspace() throws IOException {
        byte[] code;
        try (InputStream in = com.esotericsoftware.kryo.kryo5.Kryo.class.getResourceAsStream("Kryo.class")) {
            code = Objects.requireNonNull(in, "the code of a large class").readAllBytes();
        }
        while (keep(new OneClass(code))) {
            // until there is no room
        }
    }

    private static final class OneClass extends ClassLoader {
        OneClass(byte[] code) {
            super(OneClass.class.getClassLoader());
            defineClass(null, code, 0, code.length);
        }
    }

    /** Fills the heap nearly, and then makes garbage. */
    static void endlessCollection() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        while (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > LEFT_BYTES) {
            keep(new byte[MIB / 4]);
        }
        long checksum = 0;
        while (checksum >= 0) {
            checksum += new byte[MIB / 8].length % 2;
        }
    }

    /** Lowers this process's limit to little more than it has open, and opens the rest. */
    static void descriptors() throws IOException, InterruptedException {
        limit("nofile", open() + LEFT_DESCRIPTORS);
        while (keep(new FileInputStream("/dev/null"))) {
            // until there are no more
        }
    }

    private static int open() throws IOException {
        int highest = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                highest = Math.max(
                        highest, Integer.parseInt(descriptor.getFileName().toString()));
            }
        }
        return highest;
    }

    /** What a full file system does to one process: files do not grow any more. */
    static void temporaryFolder() throws IOException, InterruptedException {
        limit("fsize", LARGEST_FILE_BYTES);
        Path file = Files.createTempFile("fault", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[2 * LARGEST_FILE_BYTES]);
        }
    }

    private static void limit(String resource, int value) throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Process set = new ProcessBuilder("prlimit", "--pid", pid, "--" + resource + "=" + value)
                .inheritIO()
                .start();
        if (set.waitFor() != 0) {
            throw new IllegalStateException("prlimit cannot set " + resource);
        }
    }
}
