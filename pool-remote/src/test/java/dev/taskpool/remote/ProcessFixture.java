package dev.taskpool.remote;

import dev.taskpool.TaskPool;
import dev.taskpool.testkit.SharedPool;

/** Pools of child JVMs, small and quick to start. */
abstract class ProcessFixture extends SharedPool {
    @Override
    public TaskPool.Builder builder() {
        return TaskPool.builder().maxHeap("96m").jvmOptions("-XX:TieredStopAtLevel=1");
    }

    @Override
    public boolean workersAreProcesses() {
        return true;
    }
}
