package dev.taskpool.benchmarks.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All figures of a run, and where and when they were taken.
 *
 * @param facts of the run: the machine, the JDK, the commit, the date
 * @param list the figures, in the order in which they were taken
 */
public record Results(Map<String, String> facts, List<Result> list) {
    private static final String FACTS = "facts";
    private static final String FIGURES = "figures";

    /** Copies. */
    public Results {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        list = List.copyOf(list);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file where
     * @return the results
     */
    public static Results read(Path file) {
        Config config = ConfigFactory.parseFile(file.toFile());
        var facts = new LinkedHashMap<String, String>();
        config.getConfigList(FACTS).forEach(fact -> facts.put(fact.getString("name"), fact.getString("value")));
        return new Results(
                facts, config.getConfigList(FIGURES).stream().map(Result::of).toList());
    }

    /**
     * Writes all as JSON, a figure a line.
     *
     * @param file where; its folder is made
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String factLines = facts.entrySet().stream()
                .map(fact -> "  {\"name\": \"" + fact.getKey() + "\", \"value\": \""
                        + fact.getValue().replace("\\", "\\\\").replace("\"", "'") + "\"}")
                .collect(Collectors.joining(",\n"));
        String figureLines = list.stream().map(result -> "  " + result.json()).collect(Collectors.joining(",\n"));
        Files.writeString(
                file,
                "{\"" + FACTS + "\": [\n" + factLines + "\n],\n\"" + FIGURES + "\": [\n" + figureLines + "\n]}\n");
    }

    /** What was measured, in the order in which it was first. */
    List<Row> rows() {
        return list.stream().map(Result::row).distinct().toList();
    }

    /** Who was measured. */
    List<String> peers() {
        return list.stream().map(Result::peer).distinct().toList();
    }

    /** A peer's figure. */
    Optional<Figure> figure(Row row, String peer) {
        return list.stream()
                .filter(result -> result.peer().equals(peer) && result.row().equals(row))
                .map(Result::figure)
                .reduce((first, second) -> second);
    }

    /** The rows of a bench. */
    List<Row> rows(String bench) {
        return rows().stream().filter(row -> row.bench().equals(bench)).toList();
    }
}
