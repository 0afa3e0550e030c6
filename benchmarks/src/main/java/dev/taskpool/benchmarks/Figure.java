package dev.taskpool.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * One figure: the median of several runs, and their spread.
 *
 * @param bench what was measured
 * @param parameter of which size or kind, as in {@code 16 MB}; empty if there is but one
 * @param unit in what
 * @param runs how many runs there were
 * @param median the middle run; with an even number of runs the upper one
 * @param least the least of the runs
 * @param most the most of the runs
 */
public record Figure(String bench, String parameter, String unit, int runs, double median, double least, double most) {
    private static final int DIGITS = 4;

    /**
     * Sums up several runs.
     *
     * @param bench what was measured
     * @param unit in what
     * @param runs at least one
     * @return their figure
     */
    public static Figure of(String bench, String unit, double... runs) {
        return with(bench, "", unit, runs);
    }

    /**
     * Sums up several runs of a certain size or kind.
     *
     * @param bench what was measured
     * @param parameter of which size or kind
     * @param unit in what
     * @param runs at least one
     * @return their figure
     */
    public static Figure with(String bench, String parameter, String unit, double... runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        return new Figure(
                bench, parameter, unit, sorted.length, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * One line of JSON, as the peers' scripts print it.
     *
     * @param peer who was measured
     * @return the line
     */
    public String json(String peer) {
        return "{\"bench\": \"" + bench + "\", \"parameter\": \"" + parameter + "\", \"peer\": \"" + peer
                + "\", \"value\": " + number(median) + ", \"min\": " + number(least) + ", \"max\": " + number(most)
                + ", \"n\": " + runs + ", \"unit\": \"" + unit + "\"}";
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .toPlainString();
    }
}
