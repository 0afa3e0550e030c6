package dev.taskpool.testkit;

import dev.taskpool.TaskPool;

/** Pools of threads. */
public abstract class ThreadFixture extends SharedPool {
    @Override
    public TaskPool.Builder builder() {
        return TaskPool.builder().inProcess();
    }

    @Override
    public boolean workersAreProcesses() {
        return false;
    }
}
