package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.Collections;
import java.util.List;

/** What a worker takes up that has done a little and has nothing to do. */
final class IdleWorker implements Bench {
    private static final int ITEMS = 1_000;

    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        try (Pool pool = session.peer().open(Plan.WORKERS)) {
            pool.map(x -> x, Collections.nCopies(ITEMS, 1), 10);
            List<Long> pids = ManyWorkers.allReady(pool, Plan.WORKERS);
            session.show(Figure.of("idle worker, PSS", "MB", ProcessFigures.each(pids, ProcessFigures::pssMegabytes)));
            session.show(
                    Figure.of("idle worker, threads", "threads", ProcessFigures.each(pids, ProcessFigures::threads)));
        }
    }
}
