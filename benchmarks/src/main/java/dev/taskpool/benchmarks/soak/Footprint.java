package dev.taskpool.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the parent takes of the machine: its heap after a collection, its threads, its open files. For one thread. */
final class Footprint {
    private final Gauge heap = new Gauge("heap after gc, MB", 0.2, 6);
    private final Gauge threads = new Gauge("threads", 0.2, 10);
    private final Gauge files = new Gauge("open files", 0.2, 20);

    /** Takes a sample, once what is garbage is gone; returns it as text. */
    String sample() {
        System.gc();
        long usedBytes =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return String.format(
                Locale.ROOT,
                "heap %.1f MB, %.0f threads, %.0f files",
                heap.add(usedBytes / 1e6),
                threads.add(ManagementFactory.getThreadMXBean().getThreadCount()),
                files.add(openFiles()));
    }

    private static int openFiles() {
        String[] descriptors = Path.of("/proc/self/fd").toFile().list();
        return descriptors == null ? 0 : descriptors.length;
    }

    void judge(Violations violations) {
        List.of(heap, threads, files).forEach(gauge -> gauge.judge(violations));
    }

    List<String> summary() {
        return List.of(heap.summary(), threads.summary(), files.summary());
    }
}
