package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.SharedPool;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/** Pools of child JVMs, small and quick to start. */
abstract class ProcessFixture extends SharedPool {
    @Override
    public TaskPool.Builder builder() {
        return QuickStart.builder();
    }

    @Override
    public boolean workersAreProcesses() {
        return true;
    }

    /** Whether the shared pool is whole enough to work. */
    boolean works() {
        return shared().map(Tasks::square, Inputs.range(4), 1).equals(Inputs.squares(4));
    }

    /** What a call fails with whose worker was lost. */
    static WorkerLostException lost(AsyncResult<?> result) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> result.get(Duration.ofSeconds(60)));
        assertThat(failure).as("the call failed").isNotNull().hasCauseInstanceOf(WorkerLostException.class);
        return (WorkerLostException) failure.getCause();
    }

    /** The processes that this one has started and that live. */
    static Set<Long> children() {
        Set<Long> pids = new TreeSet<>();
        ProcessHandle.current().children().forEach(child -> pids.add(child.pid()));
        return pids;
    }
}
