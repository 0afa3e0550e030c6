package dev.taskpool.benchmarks.soak;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolStats;
import dev.taskpool.TaskPool;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One soak: four clients and a striker around a pool, until time is up; then the books are balanced, the pool is closed
 * and the machine is searched for what is left.
 */
final class SoakRun {
    private static final int CLIENTS = 4;
    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(10);
    /** A call that takes longer after the last was begun is taken for hung. */
    private static final Duration LAST_CALLS = Duration.ofMinutes(3);

    private static final Duration CLEANING_UP = Duration.ofSeconds(30);

    private static final Map<String, Object> SETTINGS = Map.of(
            "taskpool.worker.max-heap", "96m",
            "taskpool.worker.heartbeat.timeout", "5s",
            "taskpool.worker.spares", 1,
            "taskpool.worker.jvm-options", List.of("-XX:TieredStopAtLevel=1"),
            "taskpool.start.timeout", "30s",
            "taskpool.remote.output", "discard");

    private final SoakPlan plan;
    private final PrintStream out;
    private final Violations violations = new Violations();
    private final Accounts accounts = new Accounts(violations);
    private final Census census = new Census();
    private final Footprint footprint = new Footprint();
    private final Books books = new Books(violations);
    private final long startNanos = System.nanoTime();

    SoakRun(SoakPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Runs it; returns what must not be. */
    Violations run() throws InterruptedException, IOException {
        out.printf("soak: seed %d, %d workers, %s%n", plan.seed(), plan.workers(), plan.duration());
        Config config = ConfigFactory.parseMap(SETTINGS).withFallback(ConfigFactory.load());
        TaskPool pool = TaskPool.builder()
                .config(config)
                .workers(plan.workers())
                .listener(census)
                .build();
        Striker striker = new Striker(pool, violations, new Random(plan.seed()));
        boolean calm = false;
        try {
            calm = disturb(pool, striker);
        } finally {
            if (calm) {
                pool.close();
            } else {
                pool.terminate();
            }
        }
        accounts.findLost();
        books.balance(pool.stats(), accounts.totals(), census);
        books.balanceDeaths(census, striker.hits());
        footprint.judge(violations);
        awaitNothingLeft();
        conclude(pool.stats());
        return violations;
    }

    /** Returns whether all calls have ended. */
    private boolean disturb(TaskPool pool, Striker striker) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            Random random = new Random(plan.seed() * 31 + i);
            var client = new Client(pool, accounts, violations, random, this::timeIsOver);
            clients.add(thread(client, "soak-client-" + i));
        }
        Thread strikes = thread(striker, "soak-striker");
        while (!timeIsOver()) {
            long left = plan.duration().toNanos() - elapsedNanos();
            Thread.sleep(Math.max(1, Math.min(SAMPLE_PERIOD.toMillis(), left / 1_000_000)));
            progress(pool.stats(), striker);
        }
        boolean ended = awaitClients(clients);
        striker.stop();
        strikes.join();
        progress(pool.stats(), striker);
        if (ended) {
            books.balanceIdle(pool.stats());
        }
        return ended;
    }

    private static Thread thread(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private boolean awaitClients(List<Thread> clients) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_CALLS.toNanos();
        for (Thread client : clients) {
            client.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        List<Thread> hung = clients.stream().filter(Thread::isAlive).toList();
        for (Thread client : hung) {
            violations.add(client.getName() + " hangs at " + List.of(client.getStackTrace()));
        }
        return hung.isEmpty();
    }

    private boolean timeIsOver() {
        return elapsedNanos() >= plan.duration().toNanos();
    }

    private long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    private void progress(PoolStats stats, Striker striker) {
        Accounts.Totals totals = accounts.totals();
        out.printf(
                "%4d s: items %d issued, %d settled; %d retried; failures %s; maps failed %d; signals %s; workers %d"
                        + " started, %d lost; %s; violations %d%n",
                elapsedNanos() / 1_000_000_000,
                totals.issued(),
                totals.settled(),
                stats.retried(),
                totals.failuresByType(),
                totals.mapsFailed(),
                striker.hits(),
                stats.workersStarted(),
                stats.workersLost(),
                footprint.sample(),
                violations.count());
    }

    private void awaitNothingLeft() throws InterruptedException, IOException {
        long deadline = System.nanoTime() + CLEANING_UP.toNanos();
        Set<String> left = Leftovers.find(census);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
            left = Leftovers.find(census);
        }
        left.forEach(thing -> violations.add("left behind: " + thing));
    }

    private void conclude(PoolStats stats) {
        out.println("clients: " + accounts.totals());
        out.printf(
                "stats: completed %d, failed %d, retried %d, workers started %d, lost %d%n",
                stats.completed(), stats.failed(), stats.retried(), stats.workersStarted(), stats.workersLost());
        out.println("workers lost by reason and exit code: " + census.losses());
        footprint.summary().forEach(out::println);
        violations.list().forEach(violation -> out.println("VIOLATION " + violation));
        out.println(
                violations.count() == 0
                        ? "verdict: unharmed, seed " + plan.seed()
                        : "verdict: " + violations.count() + " violations, seed " + plan.seed());
    }
}
