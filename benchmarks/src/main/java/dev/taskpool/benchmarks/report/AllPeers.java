package dev.taskpool.benchmarks.report;

import dev.taskpool.benchmarks.report.Result.Row;
import java.util.List;
import java.util.stream.Collectors;

/** A table of the medians of all peers. */
public final class AllPeers {
    private final Results results;

    /**
     * Of a run.
     *
     * @param results what came of it
     */
    public AllPeers(Results results) {
        this.results = results;
    }

    /**
     * In Markdown.
     *
     * @return the table
     */
    public String markdown() {
        List<String> peers = results.peers();
        var text = new StringBuilder("| figure | ")
                .append(String.join(" | ", peers))
                .append(" |\n")
                .append("|---".repeat(peers.size() + 1))
                .append("|\n");
        for (Row row : results.rows()) {
            text.append("| ").append(row.words()).append(" | ");
            text.append(peers.stream()
                    .map(peer -> results.figure(row, peer)
                            .map(figure -> Amount.of(figure.median()))
                            .orElse(""))
                    .collect(Collectors.joining(" | ")));
            text.append(" |\n");
        }
        return text.toString();
    }
}
