package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.report.AllPeers;
import dev.taskpool.benchmarks.report.Document;
import dev.taskpool.benchmarks.report.Plots;
import dev.taskpool.benchmarks.report.Results;
import dev.taskpool.benchmarks.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts figures and plots into {@code docs/performance.md}. */
public final class Performance {
    private static final String DOCUMENT = "performance.md";
    private static final String PLOTS = "performance";

    private Performance() {}

    /**
     * Writes what there is: a run of all peers, one of JVM options, a simulation, the parts.
     *
     * @param docs the folder of the document
     * @param folder of the results
     * @param run the name of the run's results
     * @throws IOException if a file cannot be read or written
     */
    public static void write(Path docs, Path folder, String run) throws IOException {
        Path file = docs.resolve(DOCUMENT);
        var document = new Document(Files.readString(file));
        Path pools = folder.resolve(run + ".json");
        if (Files.exists(pools)) {
            Results results = Results.read(pools);
            document.write("pools: where", facts(results));
            document.write("pools: table", new Summary(results).markdown());
            document.write("pools: plots", plots(docs, Plots.ofPools(results)));
            document.write("pools: everyone", new AllPeers(results).markdown());
        }
        table(document, "flags", folder);
        Path simulation = folder.resolve("simulate.json");
        if (Files.exists(simulation)) {
            Results results = Results.read(simulation);
            document.write(
                    "schedule",
                    facts(results) + "\n" + plots(docs, Plots.ofSimulation(results)) + "\n"
                            + new AllPeers(results).markdown());
        }
        table(document, "parts", folder);
        Files.writeString(file, document.text());
    }

    /** Writes results to the place of the same name, if there are any. */
    private static void table(Document document, String name, Path folder) throws IOException {
        Path file = folder.resolve(name + ".json");
        if (Files.exists(file)) {
            Results results = Results.read(file);
            document.write(name, facts(results) + "\n" + new AllPeers(results).markdown());
        }
    }

    private static String facts(Results results) {
        return results.facts().entrySet().stream()
                .map(fact -> "- " + fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Writes the drawings, and gives the lines that show them. */
    private static String plots(Path docs, Map<String, String> plots) throws IOException {
        Path folder = docs.resolve(PLOTS);
        Files.createDirectories(folder);
        var lines = new StringBuilder();
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            String name = plot.getKey() + ".svg";
            Files.writeString(folder.resolve(name), plot.getValue());
            lines.append("![")
                    .append(plot.getKey())
                    .append("](")
                    .append(PLOTS)
                    .append('/')
                    .append(name)
                    .append(")\n\n");
        }
        return lines.toString();
    }
}
