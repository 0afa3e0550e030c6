package dev.taskpool.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A quantity of the parent that must not grow: samples, and the verdict on them. For one thread. */
final class Gauge {
    /** Below that there is no telling growth from noise. */
    static final int LEAST_SAMPLES = 6;

    private final String name;
    private final double slackFraction;
    private final double slack;
    private final List<Double> samples = new ArrayList<>();

    /**
     * Makes one without samples.
     *
     * @param name with its unit
     * @param slackFraction how much more than early is borne, as a fraction of it
     * @param slack and how much more in any case; the larger of both counts
     */
    Gauge(String name, double slackFraction, double slack) {
        this.name = name;
        this.slackFraction = slackFraction;
        this.slack = slack;
    }

    double add(double sample) {
        samples.add(sample);
        return sample;
    }

    /** The median of the first window after the warm-up (a fifth of the time) and of the last; each is a fifth long. */
    String summary() {
        return isJudged()
                ? String.format(Locale.ROOT, "%s: %.1f early, %.1f at the end", name, early(), last())
                : name + ": too few samples to judge";
    }

    void judge(Violations violations) {
        boolean flat = !isJudged() || last() <= early() + Math.max(slack, slackFraction * early());
        violations.addUnless(flat, "grows: " + summary());
    }

    private boolean isJudged() {
        return samples.size() >= LEAST_SAMPLES;
    }

    private int window() {
        return samples.size() / 5;
    }

    private double early() {
        return median(samples.subList(window(), 2 * window()));
    }

    private double last() {
        return median(samples.subList(samples.size() - window(), samples.size()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
