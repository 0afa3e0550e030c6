package dev.taskpool;

import java.time.Duration;
import java.util.List;

/**
 * A pool as it was when the question was asked. Items are counted, not calls: a map of ten items counts ten.
 *
 * @param name the pool's name
 * @param workers its workers and spares, by id
 * @param queued items accepted and not handed to a worker
 * @param running items handed to a worker and not settled
 * @param completed items that ended with a value
 * @param failed items that ended with a failure, cancelled ones not counted
 * @param retried how often an item was run again
 * @param workersStarted workers and spares started since the pool was made
 * @param workersLost workers that died without being told to
 * @param uptime time since the pool was made
 */
public record PoolStats(
        String name,
        List<WorkerInfo> workers,
        long queued,
        long running,
        long completed,
        long failed,
        long retried,
        long workersStarted,
        long workersLost,
        Duration uptime) {
    /** Copies the list. */
    public PoolStats {
        workers = List.copyOf(workers);
    }
}
