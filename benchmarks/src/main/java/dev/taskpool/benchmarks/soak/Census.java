package dev.taskpool.benchmarks.soak;

import dev.taskpool.PoolListener;
import dev.taskpool.TaskInfo;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what the pool tells its listener. Thread-safe. */
final class Census implements PoolListener {
    private final Set<Integer> alive = new HashSet<>();
    private final Set<ProcessHandle> processes = new HashSet<>();
    private final Map<String, Long> finished = new TreeMap<>();
    private final Map<String, Long> failed = new TreeMap<>();
    private final Map<String, Long> retried = new TreeMap<>();
    private final Map<String, Long> losses = new TreeMap<>();
    private long exited;
    private long lost;

    @Override
    public synchronized void workerStarted(WorkerInfo worker) {
        alive.add(worker.id());
        processes.removeIf(process -> !process.isAlive());
        Optional<ProcessHandle> process = Signal.child(worker.pid());
        process.ifPresent(processes::add);
    }

    @Override
    public synchronized void workerExited(WorkerInfo worker, @Nullable Reason reason, int exitCode) {
        exited++;
        boolean started = alive.remove(worker.id());
        if (reason != null) {
            lost += started ? 1 : 0;
            losses.merge(started ? reason + " " + exitCode : "NOT_STARTED", 1L, Long::sum);
        }
    }

    @Override
    public synchronized void taskFinished(TaskInfo task, Duration elapsed) {
        finished.merge(task.name(), 1L, Long::sum);
    }

    @Override
    public synchronized void taskFailed(TaskInfo task, Throwable failure) {
        failed.merge(task.name(), 1L, Long::sum);
    }

    @Override
    public synchronized void taskRetried(TaskInfo task, int attempt) {
        retried.merge(task.name(), 1L, Long::sum);
    }

    synchronized long finished(String call) {
        return finished.getOrDefault(call, 0L);
    }

    synchronized long failed(String call) {
        return failed.getOrDefault(call, 0L);
    }

    synchronized long retried(String call) {
        return retried.getOrDefault(call, 0L);
    }

    /** Workers that are gone, those that never started included. */
    synchronized long exited() {
        return exited;
    }

    /** Workers that started, and were lost. */
    synchronized long lost() {
        return lost;
    }

    /** Workers that were lost for a reason, after their start. */
    synchronized long lostTo(Reason reason) {
        return losses.entrySet().stream()
                .filter(loss -> loss.getKey().startsWith(reason.name()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How often workers were lost, by reason and exit code. */
    synchronized Map<String, Long> losses() {
        return new TreeMap<>(losses);
    }

    /** Processes of workers that live, wherever they belong by now. */
    synchronized Set<ProcessHandle> survivors() {
        processes.removeIf(process -> !process.isAlive());
        return Set.copyOf(processes);
    }
}
