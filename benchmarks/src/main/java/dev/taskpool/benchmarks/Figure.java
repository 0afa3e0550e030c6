package dev.taskpool.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure: the median of several runs, and their spread.
 *
 * @param bench what was measured
 * @param unit in what
 * @param median the middle run
 * @param least the least of the runs
 * @param most the most of the runs
 */
public record Figure(String bench, String unit, double median, double least, double most) {
    /**
     * Sums up several runs.
     *
     * @param bench what was measured
     * @param unit in what
     * @param runs at least one
     * @return their figure
     */
    public static Figure of(String bench, String unit, double... runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        return new Figure(bench, unit, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * One line of JSON, as the peers' scripts print it.
     *
     * @param peer who was measured
     * @return the line
     */
    public String json(String peer) {
        return String.format(
                Locale.ROOT,
                "{\"bench\": \"%s\", \"peer\": \"%s\", \"value\": %.1f, \"min\": %.1f, \"max\": %.1f, \"unit\": \"%s\"}",
                bench,
                peer,
                median,
                least,
                most,
                unit);
    }
}
