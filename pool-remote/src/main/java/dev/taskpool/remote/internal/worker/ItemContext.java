package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.RunningItem;
import dev.taskpool.spi.WorkUnit;

/** One item of a unit while it runs in a child. */
final class ItemContext extends RunningItem {
    private final Factory worker;

    /**
     * What the items of a child have in common.
     *
     * @param workerId the child's number in the pool
     * @param pid its process id
     * @param chatter carries progress
     */
    record Factory(int workerId, long pid, ChatterBuffer chatter) {
        ItemContext of(WorkUnit unit, int offset) {
            return new ItemContext(this, unit, offset);
        }
    }

    private ItemContext(Factory worker, WorkUnit unit, int offset) {
        super(unit, offset);
        this.worker = worker;
    }

    @Override
    public int workerId() {
        return worker.workerId();
    }

    @Override
    public long pid() {
        return worker.pid();
    }

    @Override
    protected void report(double fraction, String message) {
        worker.chatter().progress(unit().id(), offset(), fraction, message);
    }
}
