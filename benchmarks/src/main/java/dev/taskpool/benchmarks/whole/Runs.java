package dev.taskpool.benchmarks.whole;

import java.util.Arrays;

/** Repeats what is measured, first until it is warm, then as often as it counts. */
final class Runs {
    private static final int LARGEST_STEP = 8;

    /** Something that is measured. */
    interface Run {
        double measure() throws Exception;
    }

    /** So many of something, to be timed. */
    interface Work {
        void run(int many) throws Exception;
    }

    private final Plan plan;

    Runs(Plan plan) {
        this.plan = plan;
    }

    /** What runs that count come to. */
    double[] of(Run run) throws Exception {
        run.measure(); // may wait for processes to start
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < plan.warmUp().toNanos()) {
            run.measure();
        }
        return counting(run);
    }

    private double[] counting(Run run) throws Exception {
        return repeated(plan.runs(), run);
    }

    /** What runs come to that start processes, and take their time. */
    double[] starting(Run run) throws Exception {
        return repeated(plan.starts(), run);
    }

    private static double[] repeated(int times, Run run) throws Exception {
        var results = new double[times];
        for (int i = 0; i < results.length; i++) {
            results[i] = run.measure();
        }
        return results;
    }

    /**
     * How many a second are done, by runs of as many as take about the time of a run.
     *
     * @param most how many one run may do
     */
    double[] perSecond(int most, Work work) throws Exception {
        int many = enough(most, work);
        return counting(() -> many * 1e9 / nanos(work, many));
    }

    /** Warms up until the time for it has passed, and so many are known that take long enough. */
    private int enough(int most, Work work) throws Exception {
        work.run(1); // may wait for processes to start
        long begun = System.nanoTime();
        int many = 1;
        while (true) {
            long took = nanos(work, many);
            long passed = System.nanoTime() - begun;
            boolean longEnough = many == most || took > plan.run().toNanos() / 2;
            if (passed > plan.warmUp().toNanos() && longEnough) {
                return many;
            }
            double wanted = (double) plan.run().toNanos() / Math.max(1, took);
            if (wanted > 1 || wanted < 1.0 / LARGEST_STEP) { // a little too many is no harm, and may be a hiccup
                many = (int) Math.max(1, Math.min(most, many * Math.min(LARGEST_STEP, wanted)));
            }
        }
    }

    /** How long so many take. */
    static long nanos(Work work, int many) throws Exception {
        long begun = System.nanoTime();
        work.run(many);
        return System.nanoTime() - begun;
    }

    /** What a part of the values does not exceed. */
    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))];
    }
}
