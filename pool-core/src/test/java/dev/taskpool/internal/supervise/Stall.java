package dev.taskpool.internal.supervise;

import dev.taskpool.PoolStats;
import dev.taskpool.TaskPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a pool's supervisor from doing anything while it is open. */
public final class Stall implements AutoCloseable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private Stall() {}

    /**
     * Stalls a pool.
     *
     * @param pool as it was built
     * @return once the supervisor does nothing any more
     * @throws InterruptedException if the thread is interrupted before that
     */
    public static Stall of(TaskPool pool) throws InterruptedException {
        var stall = new Stall();
        ((PoolFace) pool).core.tell(new SupervisorRequest.Ask(stall.new Answer()));
        stall.begun.await();
        return stall;
    }

    @Override
    public void close() {
        over.countDown();
    }

    /** Taken in the supervisor's thread, and slowly. */
    private final class Answer extends CompletableFuture<PoolStats> {
        @Override
        public boolean complete(PoolStats stats) {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.complete(stats);
        }
    }
}
