package dev.taskpool.examples;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.PoolStats;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs everything that can go wrong in a task, tells what became of it, and goes on. */
public final class Survivor {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(1);

    private Survivor() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        // A JVM that dies says so at length; here the pool's own words are enough.
        Config config =
                ConfigFactory.parseString("taskpool.remote.output = discard").withFallback(ConfigFactory.load());
        try (TaskPool pool = TaskPool.builder().config(config).maxHeap("64m").build()) {
            Map<String, AsyncResult<?>> ordeals = begin(pool);
            ordeals.forEach((name, result) -> System.out.printf("%-12s %s%n", name, fate(result)));

            List<Integer> squares =
                    pool.map(x -> x * x, IntStream.range(0, 10).boxed().toList());
            System.out.println();
            System.out.println("and a healthy map: " + squares);
            PoolStats stats = pool.stats();
            System.out.printf(
                    "%d workers, %d lost and replaced; this JVM, process %d, was never in danger%n",
                    pool.workers(), stats.workersLost(), ProcessHandle.current().pid());
        }
    }

    private static Map<String, AsyncResult<?>> begin(TaskPool pool) {
        TaskPool limited = pool.with(TaskOptions.defaults().timeout(LIMIT));
        TaskPool impatient = pool.with(TaskOptions.defaults().timeout(SHORT_LIMIT));
        Map<String, AsyncResult<?>> ordeals = new LinkedHashMap<>();
        ordeals.put("fine", limited.applyAsync(() -> "nothing happened"));
        ordeals.put("throws", limited.applyAsync(Ordeals::fail));
        ordeals.put("exits", limited.applyAsync(Ordeals::exit));
        ordeals.put("crashes", limited.applyAsync(Ordeals::crash));
        ordeals.put("hangs", impatient.applyAsync(Ordeals::hang));
        ordeals.put("leaks", limited.applyAsync(Ordeals::leak));
        ordeals.put("recurses", limited.applyAsync(() -> Ordeals.recurse(0)));
        ordeals.put("unsendable", limited.applyAsync(Ordeals::unsendable));
        return ordeals;
    }

    private static String fate(AsyncResult<?> result) {
        try {
            return "returned: " + result.join();
        } catch (PoolException e) {
            String firstLine =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return e.getClass().getSimpleName() + ": " + firstLine;
        }
    }
}
