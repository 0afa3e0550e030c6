package dev.taskpool.testkit;

import java.io.File;

/**
 * What this process uses.
 *
 * @param threads live ones of any name
 * @param descriptors open files, sockets and pipes; 0 where that is not known
 * @param heapBytes what is reachable, and little more
 */
public record Footprint(int threads, int descriptors, long heapBytes) {
    private static final File DESCRIPTORS = new File("/proc/self/fd");

    /**
     * What it uses now. Collects garbage.
     *
     * @return a snapshot
     */
    public static Footprint now() {
        System.gc();
        System.gc(); // what the first one has found to be cleaned is gone
        Runtime jvm = Runtime.getRuntime();
        String[] open = DESCRIPTORS.list();
        return new Footprint(
                Thread.getAllStackTraces().size(),
                open == null ? 0 : open.length,
                jvm.totalMemory() - jvm.freeMemory());
    }
}
