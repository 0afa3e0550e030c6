package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.report.Result;
import dev.taskpool.benchmarks.report.Results;
import dev.taskpool.benchmarks.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures Taskpool and its peers, prints a table, and writes a file and, if asked for, the document. */
public final class Run {
    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(3);

    private Run() {}

    /**
     * Runs, in the root folder of the sources. The system properties {@code python}, {@code python.packages} and
     * {@code pp4j} tell of peers.
     *
     * @param args as {@code benchmarks/run} tells
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Path file = Path.of("benchmarks/results", options.name() + ".json");
        if (options.measuring()) {
            Results results = measure(options, file);
            System.out.println();
            results.facts().forEach((name, value) -> System.out.println(name + ": " + value));
            System.out.println();
            System.out.print(new Summary(results).markdown());
            System.out.println("\nAll figures: " + file);
        }
        if (options.documenting()) {
            Performance.write(Path.of("docs"), Path.of("benchmarks/results"), options.name());
            System.out.println("docs/performance.md shows " + file);
        }
    }

    /** Writes what is there after each contender, so that a run that is broken off is not lost. */
    private static Results measure(Options options, Path file) throws IOException {
        Path log = Path.of("benchmarks/target/run.log");
        Files.deleteIfExists(log);
        String python = System.getProperty("python", "");
        var facts = Surroundings.now(options.plan(), python);
        var stand = new Stand(log, options.plan().equals("full") ? LIMIT : QUICK_LIMIT);
        List<Contender> contenders =
                Roster.of(options, python, System.getProperty("python.packages", ""), System.getProperty("pp4j", ""));
        var measuredSoFar = new ArrayList<Result>();
        var results = new Results(facts, measuredSoFar);
        for (Contender contender : contenders) {
            long begun = System.nanoTime();
            List<Result> measured = stand.measure(contender);
            measuredSoFar.addAll(measured);
            results = new Results(facts, measuredSoFar);
            results.write(file);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            System.err.println(contender.peer() + ": " + measured.size() + " figures in " + seconds + " s"
                    + (measured.isEmpty() ? "; see " + log : ""));
        }
        return results;
    }
}
