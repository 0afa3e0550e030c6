package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import dev.taskpool.benchmarks.whole.Peer.Want;
import java.time.Duration;
import java.util.List;

/** How long many workers take to start, and what memory each of them has. */
final class ManyWorkers implements Bench {
    private static final int POLL_MILLIS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        int workers = session.plan().manyWorkers();
        long begun = System.nanoTime();
        try (Pool pool = session.peer().open(workers, Want.heap("32m"))) {
            List<Long> pids = allReady(pool, workers);
            double seconds = (System.nanoTime() - begun) / 1e9;
            String parameter = workers + " workers";
            session.show(Figure.with("many workers, start", parameter, "s", seconds));
            session.show(Figure.with(
                    "many workers, PSS of each",
                    parameter,
                    "MB",
                    ProcessFigures.each(pids, ProcessFigures::pssMegabytes)));
        }
    }

    /** The processes of so many workers, once all are ready. */
    static List<Long> allReady(Pool pool, int workers) throws InterruptedException {
        long begun = System.nanoTime();
        List<Long> pids = pool.pids();
        while (pids.size() < workers) {
            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new IllegalStateException(pids.size() + " workers of " + workers + " are ready after " + LIMIT);
            }
            Thread.sleep(POLL_MILLIS);
            pids = pool.pids();
        }
        return pids;
    }
}
