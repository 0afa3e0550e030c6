package dev.taskpool.benchmarks.soak;

import java.io.IOException;
import java.util.List;

/**
 * Keeps a pool under fire for a while and says whether it was harmed.
 *
 * <p>Exit code 0: each item had exactly one outcome, the counters add up, the parent did not grow and nothing is left; 1:
 * something of that is not so; 2: the arguments are wrong.
 */
public final class Soak {
    private Soak() {}

    /**
     * Runs it.
     *
     * @param args how long, in seconds or as in {@code PT10M}; {@code --seed N}; {@code --workers N}
     * @throws IOException if the machine cannot be searched for what is left
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        SoakPlan plan;
        try {
            plan = SoakPlan.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(SoakPlan.USAGE);
            System.exit(2);
            return;
        }
        Violations violations = new SoakRun(plan, System.out).run();
        System.exit(violations.count() == 0 ? 0 : 1);
    }
}
