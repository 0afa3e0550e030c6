package dev.taskpool.benchmarks.report;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table in which each figure of ours stands beside the best of its peers. */
public final class Summary {
    private static final String OURS = "Taskpool";

    private final Results results;

    /**
     * Of a run.
     *
     * @param results what came of it
     */
    public Summary(Results results) {
        this.results = results;
    }

    /**
     * In Markdown.
     *
     * @return the table
     */
    public String markdown() {
        var lines = new ArrayList<String>();
        lines.add("| figure | Taskpool | best other pool of processes | times as good | in one JVM | limit |");
        lines.add("|---|---|---|---|---|---|");
        for (Row row : results.rows()) {
            Optional<Figure> ours = results.figure(row, OURS);
            Optional<Result> best = best(row, Peerage.OTHER);
            lines.add("| " + row.words() + " | " + ours.map(Summary::spread).orElse("") + " | "
                    + best.map(Summary::named).orElse("") + " | "
                    + ours.flatMap(our -> best.map(other -> times(row, our, other.figure())))
                            .orElse("")
                    + " | " + best(row, Peerage.IN_PROCESS).map(Summary::named).orElse("") + " | "
                    + best(row, Peerage.LIMIT).map(Summary::named).orElse("") + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private Optional<Result> best(Row row, Peerage peerage) {
        Comparator<Result> byMedian =
                Comparator.comparingDouble(result -> result.figure().median());
        List<Result> candidates = results.list().stream()
                .filter(result -> result.row().equals(row) && Peerage.of(result.peer()) == peerage)
                .toList();
        return candidates.stream().min(row.lessIsBetter() ? byMedian : byMedian.reversed());
    }

    private static String spread(Figure figure) {
        if (figure.runs() == 1) {
            return Amount.of(figure.median());
        }
        return Amount.of(figure.median()) + " (" + Amount.of(figure.least()) + " to " + Amount.of(figure.most()) + ")";
    }

    private static String named(Result result) {
        return spread(result.figure()) + " " + result.peer().replace("limit: ", "");
    }

    /** How many times as good ours is: above 1 it is better, whatever the unit. */
    static String times(Row row, Figure ours, Figure other) {
        double ratio = row.lessIsBetter() ? other.median() / ours.median() : ours.median() / other.median();
        String shortest = ratio < 0.1 ? "%.3f" : "%.2f";
        return String.format(Locale.ROOT, ratio < 10 ? shortest : "%.0f", ratio);
    }
}
