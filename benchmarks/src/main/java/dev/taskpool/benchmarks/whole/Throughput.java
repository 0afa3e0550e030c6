package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import java.util.ArrayList;
import java.util.concurrent.Future;

/** How many small tasks of their own are done in a second. */
final class Throughput implements Bench {
    private static final int MOST = 100_000;

    @Override
    public void measure(Session session) throws Exception {
        double[] perSecond = new Runs(session.plan())
                .perSecond(Math.min(MOST, session.plan().mostItems()), many -> {
                    var futures = new ArrayList<Future<Integer>>(many);
                    for (int i = 0; i < many; i++) {
                        futures.add(session.pool().submit(x -> x, i));
                    }
                    for (Future<Integer> future : futures) {
                        future.get();
                    }
                });
        session.show(Figure.of("applyAsync", "tasks/s", perSecond));
    }
}
