package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.WorkQueue;
import org.jspecify.annotations.Nullable;

/** The task thread's life after the initializer: one unit after the other, until the queue is closed. */
final class TaskLoop implements Runnable {
    private final WorkQueue queue;
    private final UnitRunner units;

    TaskLoop(WorkQueue queue, UnitRunner units) {
        this.queue = queue;
        this.units = units;
    }

    /**
     * Runs units.
     *
     * @throws HeapExhausted after a task ran out of memory and that was reported
     */
    @Override
    public void run() {
        while (runNext()) {
            // until the queue is closed
        }
    }

    /** A method of its own, so that a waiting thread's stack does not keep the last unit and its items alive. */
    private boolean runNext() {
        WorkQueue.Held held = next();
        if (held == null) {
            return false;
        }
        units.run(held);
        return true;
    }

    private WorkQueue.@Nullable Held next() {
        while (true) {
            try {
                return queue.await();
            } catch (InterruptedException e) {
                // from code of an earlier task that kept hold of this thread; nobody else interrupts it here
            }
        }
    }
}
