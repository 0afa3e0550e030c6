package dev.taskpool.examples;

import dev.taskpool.Outcome;
import dev.taskpool.TaskPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Takes stock of a folder of jars: their classes by bytecode level, the largest packages, and what is damaged.
 *
 * <p>Each jar is hashed and opened in a child JVM. A jar that cannot be read is a failed outcome: it is listed at the
 * end, and the others are not disturbed.
 */
public final class JarCensus {
    private JarCensus() {}

    /**
     * Runs the example.
     *
     * @param args see {@link CensusArguments#USAGE}
     * @throws IOException if the folder cannot be walked
     */
    public static void main(String[] args) throws IOException {
        CensusArguments arguments;
        try {
            arguments = CensusArguments.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(CensusArguments.USAGE);
            System.exit(2);
            return;
        }
        List<Path> jars = jarsBelow(arguments.folder(), arguments.limit());
        System.out.printf("census of %,d jars below %s%n", jars.size(), arguments.folder());
        take(jars, arguments.workers());
    }

    private static void take(List<Path> jars, OptionalInt workers) {
        long start = System.nanoTime();
        try (TaskPool pool = workers.isPresent() ? TaskPool.create(workers.getAsInt()) : TaskPool.create()) {
            Census census = new Census();
            for (Outcome<JarReport> outcome : pool.mapSettled(JarReport::read, jars)) {
                Path jar = jars.get(outcome.index());
                if (outcome instanceof Outcome.Failure<JarReport> failure) {
                    census.addFailure(jar, failure.error());
                } else {
                    census.add(outcome.get());
                }
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            CensusTable.print(census, pool.workers(), elapsed);
        }
    }

    private static List<Path> jarsBelow(Path folder, long limit) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(limit)
                    .toList();
        }
    }
}
