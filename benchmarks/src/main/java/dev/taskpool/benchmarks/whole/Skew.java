package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How close a map of tasks that differ widely comes to the shortest time possible, which is that of the longest task or
 * that of all tasks divided by the number of workers.
 */
final class Skew implements Bench {
    private static final int ITEMS = 200;
    private static final long SEED = 7;

    /** So heavy a tail that the longest tenth of the tasks takes about half of the time. */
    private static final double SHAPE = 1.3;

    @Override
    public void measure(Session session) throws Exception {
        Pool pool = session.pool();
        long steps = pool.apply(Chain::steps, session.plan().work());
        List<Long> mixed = tasks(steps);
        List<Long> longestLast = mixed.stream().sorted().toList();
        for (List<Long> tasks : List.of(mixed, longestLast)) {
            double[] percent = new Runs(session.plan()).of(() -> {
                double all = Efficiency.alone(pool, tasks);
                double longest = all * Collections.max(tasks) / sum(tasks);
                double best = Math.max(longest, all / Plan.WORKERS);
                return 100 * best / Runs.nanos(many -> pool.map(Chain::run, tasks, 0), ITEMS);
            });
            String order = tasks == mixed ? "in any order" : "the longest last";
            session.show(Figure.with("skewed tasks", order, "% of ideal", percent));
        }
    }

    /** Tasks of so many steps together, a few of them long. */
    static List<Long> tasks(long steps) {
        var random = new Random(SEED);
        double[] weights = Stream.generate(() -> Math.min(40, Math.pow(1 - random.nextDouble(), -1 / SHAPE)))
                .limit(ITEMS)
                .mapToDouble(weight -> weight)
                .toArray();
        double all = DoubleStream.of(weights).sum();
        return LongStream.range(0, ITEMS)
                .mapToObj(i -> (long) (steps * weights[(int) i] / all))
                .toList();
    }

    private static double sum(List<Long> tasks) {
        return tasks.stream().mapToLong(steps -> steps).sum();
    }
}
