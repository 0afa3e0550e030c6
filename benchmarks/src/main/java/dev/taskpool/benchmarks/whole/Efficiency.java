package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How much of the processors a map makes use of, by the length of its tasks: the time that one worker takes for all of
 * them, divided by the number of workers, in relation to the time of the map.
 */
final class Efficiency implements Bench {
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));

    @Override
    public void measure(Session session) throws Exception {
        Pool pool = session.pool();
        for (Duration length : LENGTHS) {
            long steps = pool.apply(Chain::steps, length);
            int items = (int) Math.max(2L * Plan.WORKERS, session.plan().work().dividedBy(length));
            List<Long> tasks = Collections.nCopies(items, steps);
            String name = length.toNanos() / 1e6 + " ms tasks";
            session.show(Figure.with(
                    "efficiency", name.replace(".0 ", " "), "% of ideal", new Runs(session.plan()).of(() -> {
                                double ideal = (double) alone(pool, tasks) / Plan.WORKERS;
                                return 100 * ideal / Runs.nanos(many -> pool.map(Chain::run, tasks, 0), items);
                            })));
        }
    }

    /** What one worker takes for all tasks. */
    static long alone(Pool pool, List<Long> tasks) {
        return pool.apply(Chain::nanos, tasks.stream().mapToLong(steps -> steps).toArray());
    }
}
