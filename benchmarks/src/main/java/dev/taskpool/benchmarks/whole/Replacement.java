package dev.taskpool.benchmarks.whole;

import dev.taskpool.AsyncResult;
import dev.taskpool.Task;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Want;
import dev.taskpool.sync.SharedBarrier;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the kill of a worker until as many tasks as before run at the same time. */
final class Replacement implements Bench {
    private static final int RETRIES = 5;

    @Override
    public void measure(Session session) throws Exception {
        if (!(session.peer() instanceof TaskpoolPeer peer) || peer.threads()) {
            throw new UnsupportedOperationException("its workers cannot be killed without harm to the pool");
        }
        session.rest();
        for (int spares : List.of(0, 1)) {
            try (TaskPool pool = peer.pool(Plan.WORKERS, new Want("64m", 0, spares))) {
                TaskPool careful = pool.with(TaskOptions.defaults().retries(RETRIES));
                together(careful, Plan.WORKERS);
                double[] millis = new Runs(session.plan()).starting(() -> {
                    awaitSpares(pool, Plan.WORKERS + spares);
                    long pid = pool.apply(() -> ProcessHandle.current().pid());
                    long begun = System.nanoTime();
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                    together(careful, Plan.WORKERS);
                    return (System.nanoTime() - begun) / 1e6;
                });
                String parameter = spares == 0 ? "by a new one" : "by a spare";
                session.show(Figure.with("replacement of a killed worker", parameter, "ms", millis));
            }
        }
    }

    private static void awaitSpares(TaskPool pool, int workers) throws InterruptedException {
        ManyWorkers.allReady(new TaskpoolPeer.Running(pool), workers);
    }

    /** Returns when so many tasks have run at the same time. */
    private static void together(TaskPool pool, int many) {
        SharedBarrier barrier = pool.manager().barrier(many);
        Task<Integer> meet = barrier::await;
        var meetings = new ArrayList<AsyncResult<Integer>>();
        for (int i = 0; i < many; i++) {
            meetings.add(pool.applyAsync(meet));
        }
        meetings.forEach(AsyncResult::join);
    }
}
