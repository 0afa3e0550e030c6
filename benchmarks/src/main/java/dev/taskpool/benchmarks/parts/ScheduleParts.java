package dev.taskpool.benchmarks.parts;

import dev.taskpool.internal.schedule.CallSpec;
import dev.taskpool.internal.schedule.Decision;
import dev.taskpool.internal.schedule.Recycling;
import dev.taskpool.internal.schedule.RetryRules;
import dev.taskpool.internal.schedule.ScheduleSettings;
import dev.taskpool.internal.schedule.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the schedule takes for a single task: it comes, is given out, and ends. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH sets the fields up
public class ScheduleParts {
    private static final RetryRules NO_RETRIES = new RetryRules(0, 0, 0, 0, Integer.MAX_VALUE, 0, 0);
    private static final long ITEM_NANOS = 10_000;

    /** How many workers there are. */
    @Param({"2", "64"})
    public int workers;

    private Scheduler scheduler;
    private long calls;
    private long now;

    /** Called by JMH. */
    public ScheduleParts() {}

    /** Starts the workers. */
    @Setup(Level.Iteration)
    public void setUp() {
        scheduler = new Scheduler(new ScheduleSettings(workers, 0, new Recycling(0, 0, 0, 0, 0), 3, 3, 0));
        scheduler.start(now);
        for (int id = 1; id <= workers; id++) {
            scheduler.workerReady(id, now);
        }
    }

    /**
     * A task that finds an idle worker.
     *
     * @return what was decided at its end
     */
    @Benchmark
    public List<Decision> submitAssignEnd() {
        long callId = ++calls;
        now += ITEM_NANOS;
        scheduler.submitted(new CallSpec(callId, false, false, 0, true, 0, NO_RETRIES), now);
        Decision.Assign unit = null;
        for (Decision decision : scheduler.itemsAdded(callId, 1, 1, now)) {
            unit = decision instanceof Decision.Assign assign ? assign : unit;
        }
        for (Decision decision : scheduler.inputEnded(callId, now)) {
            unit = decision instanceof Decision.Assign assign ? assign : unit;
        }
        return scheduler.succeeded(unit.worker(), unit.unitId(), 0, 1, ITEM_NANOS, now);
    }
}
