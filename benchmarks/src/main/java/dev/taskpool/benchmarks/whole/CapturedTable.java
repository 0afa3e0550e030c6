package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.List;
import java.util.stream.IntStream;

/** How long a map takes whose function captures a large table. */
final class CapturedTable implements Bench {
    /** What CPython's pool chooses: four chunks a worker. */
    private static final int CHUNKS = 4 * Plan.WORKERS;

    @Override
    public void measure(Session session) throws Exception {
        Plan plan = session.plan();
        Pool pool = session.pool();
        byte[] table = new byte[plan.tableBytes()];
        List<Integer> items = IntStream.range(0, plan.tableItems()).boxed().toList();
        boolean chooses = session.peer() instanceof TaskpoolPeer;
        int chunkSize = chooses ? 0 : Math.max(1, items.size() / CHUNKS);
        double[] seconds = new Runs(plan)
                .of(() -> Runs.nanos(many -> pool.map(i -> table[i % table.length], items, chunkSize), 1) / 1e9);
        String parameter = Plan.size(plan.tableBytes()) + ", " + plan.tableItems() + " items";
        session.show(Figure.with("captured table", parameter, "s", seconds));
    }
}
