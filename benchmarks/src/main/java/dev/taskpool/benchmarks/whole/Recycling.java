package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import dev.taskpool.benchmarks.whole.Peer.Want;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** How many tasks a second are done by workers that leave after a task each. */
final class Recycling implements Bench {
    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        int tasks = session.plan().recycled();
        try (Pool pool = session.peer().open(Plan.WORKERS, new Want("64m", 1, 0))) {
            double[] perSecond = new Runs(session.plan()).starting(() -> {
                List<Integer> items = Collections.nCopies(tasks, 1);
                return tasks
                        * 1e9
                        / Runs.nanos(
                                many -> {
                                    List<Long> pids = pool.map(
                                            x -> ProcessHandle.current().pid(), items, 1);
                                    if (new HashSet<>(pids).size() != tasks) {
                                        throw new IllegalStateException("a worker has run more than one task");
                                    }
                                },
                                tasks);
            });
            session.show(Figure.with("recycling", "a worker a task", "tasks/s", perSecond));
        }
    }
}
