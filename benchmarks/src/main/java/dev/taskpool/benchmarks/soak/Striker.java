package dev.taskpool.benchmarks.soak;

import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Throws signals at random workers, at random times. Some that it freezes it thaws, in time for them or too late. */
final class Striker implements Runnable {
    private static final List<Signal> STRIKES =
            List.of(Signal.KILL, Signal.KILL, Signal.STOP, Signal.STOP, Signal.SEGV);

    private final TaskPool pool;
    private final Violations violations;
    private final RandomGenerator random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<Signal, Long> hits = new EnumMap<>(Signal.class);
    private final Thaw thaw = new Thaw();

    Striker(TaskPool pool, Violations violations, RandomGenerator random) {
        this.pool = pool;
        this.violations = violations;
        this.random = random;
    }

    /** Lets it end; those it has frozen stay so. */
    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stop.await(random.nextInt(300, 3_500), TimeUnit.MILLISECONDS)) {
                thaw.due(System.nanoTime(), worker -> send(Signal.CONT, worker));
                strike();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            violations.add("the striker met " + e);
        }
    }

    private void strike() {
        List<WorkerInfo> workers = pool.stats().workers();
        if (workers.isEmpty()) {
            return;
        }
        long pid = workers.get(random.nextInt(workers.size())).pid();
        Signal signal = STRIKES.get(random.nextInt(STRIKES.size()));
        Optional<ProcessHandle> worker = Signal.child(pid);
        if (worker.isPresent() && send(signal, worker.get()) && signal == Signal.STOP && random.nextInt(3) > 0) {
            thaw.plan(worker.get(), System.nanoTime() + random.nextLong(10_000) * 1_000_000);
        }
    }

    private boolean send(Signal signal, ProcessHandle worker) {
        try {
            boolean sent = signal.sendTo(worker);
            if (sent) {
                count(signal);
            }
            return sent;
        } catch (IOException e) {
            violations.add("kill -s " + signal + " could not be run: " + e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void count(Signal signal) {
        hits.merge(signal, 1L, Long::sum);
    }

    /** How often each signal was sent. */
    synchronized Map<Signal, Long> hits() {
        return new EnumMap<>(hits);
    }
}
