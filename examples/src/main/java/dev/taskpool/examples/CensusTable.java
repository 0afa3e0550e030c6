package dev.taskpool.examples;

import java.time.Duration;

/** Prints a census for people to read. */
final class CensusTable {
    private static final int LARGEST = 10;
    private static final double MEGABYTE = 1e6;

    private CensusTable() {}

    static void print(Census census, int workers, Duration elapsed) {
        double megabytes = census.sizeBytes() / MEGABYTE;
        System.out.println();
        row("jars", census.jars());
        row("distinct jars (SHA-256)", census.distinctJars());
        System.out.printf("%-40s %,12.1f%n", "MB", megabytes);
        row("classes", census.classes());
        row("multi-release variants", census.variants());
        row("module descriptors", census.modules());
        row("not really class files", census.oddities());
        row("failures", census.failures().size());

        System.out.printf("%nclasses by bytecode level%n");
        census.byLevel().forEach((major, count) -> row("  " + javaVersion(major), count));

        System.out.printf("%nlargest packages%n");
        census.largestPackages(LARGEST).forEach(entry -> row("  " + entry.getKey(), entry.getValue()));

        if (!census.failures().isEmpty()) {
            System.out.printf("%nfailures%n");
            census.failures().forEach((jar, why) -> System.out.println("  " + jar.getFileName() + ": " + why));
        }

        double seconds = elapsed.toNanos() / 1e9;
        int read = census.jars() + census.failures().size();
        System.out.printf(
                "%nworkers: %d, wall time: %.1f s (their start included), throughput: %,.0f jars/s, %,.1f MB/s%n",
                workers, seconds, read / seconds, megabytes / seconds);
    }

    private static void row(String name, int count) {
        System.out.printf("%-40s %,12d%n", name, count);
    }

    /** Class files of Java 1.1 have major version 45, and each later release has one more. */
    private static String javaVersion(int major) {
        int release = major - 44;
        return release < 5 ? "Java 1." + release : "Java " + release;
    }
}
