package dev.taskpool.benchmarks.report;

import dev.taskpool.benchmarks.Figure;
import java.util.List;
import java.util.Map;

/** Results to make tables and plots of. */
final class Samples {
    private Samples() {}

    static Results results() {
        return new Results(
                Map.of("processors", "2", "odd", "a \"quoted\" \\ word"),
                List.of(
                        new Result("Taskpool", Figure.with("apply", "p50", "us", 100, 120, 110)),
                        new Result("mp.Pool/fork", Figure.with("apply", "p50", "us", 55)),
                        new Result("PP4J", Figure.with("apply", "p50", "us", 200)),
                        new Result("ForkJoinPool", Figure.with("apply", "p50", "us", 5)),
                        new Result("limit: socket", Figure.with("apply", "p50", "us", 40)),
                        new Result("Taskpool", map("chunks of 1", 100_000)),
                        new Result("Taskpool", map("chunks of 1000", 10_000_000)),
                        new Result("Taskpool", map("default chunks", 9_000_000)),
                        new Result("mp.Pool/fork", map("chunks of 1", 50_000)),
                        new Result("mp.Pool/fork", map("chunks of 1000", 5_000_000)),
                        new Result("loky", Figure.of("only theirs", "s", 0.5))));
    }

    private static Figure map(String chunks, double perSecond) {
        return Figure.with("map", chunks, "items/s", perSecond);
    }
}
