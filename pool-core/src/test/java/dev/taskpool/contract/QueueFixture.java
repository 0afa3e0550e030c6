package dev.taskpool.contract;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import java.util.ArrayList;
import java.util.List;

/** Pools that accept only so much ahead of their work, and what fills them. */
public interface QueueFixture extends PoolFixture {
    /**
     * Starts a pool with limits.
     *
     * @param workers how many
     * @param limits keys of the block {@code taskpool.queue}
     * @return a pool that the test closes
     */
    default TaskPool limited(int workers, String limits) {
        return configured("queue { " + limits + " }").workers(workers).build();
    }

    /**
     * Submits tasks that wait for a gate.
     *
     * @param pool where
     * @param gate lets them pass
     * @param count how many
     * @return their results, the numbers from 0
     */
    default List<AsyncResult<Integer>> gated(TaskPool pool, Gate gate, int count) {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int x : Inputs.range(count)) {
            results.add(pool.applyAsync(() -> {
                gate.await();
                return x;
            }));
        }
        return results;
    }
}
