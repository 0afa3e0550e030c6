package dev.taskpool.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that have nothing to do with a fault, and want their results exactly once. */
final class Bystanders {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final TaskPool pool;
    private final Path folder;
    private final List<AsyncResult<Integer>> results = new ArrayList<>();
    private final List<Gate> held = new ArrayList<>();
    private final AtomicInteger told = new AtomicInteger();

    Bystanders(TaskPool pool, Path folder) {
        this.pool = pool;
        this.folder = folder;
    }

    int count() {
        return results.size();
    }

    /** Occupies a worker until {@link #release}; returns when it is occupied. */
    void occupy() throws InterruptedException {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        held.add(end);
        int number = results.size();
        results.add(pool.applyAsync(
                () -> {
                    begun.open();
                    end.await();
                    return Tasks.square(number);
                },
                it -> told.incrementAndGet()));
        begun.await();
    }

    /** Adds tasks that take no time. */
    void add(int count) {
        for (int i = 0; i < count; i++) {
            int number = results.size();
            results.add(pool.applyAsync(() -> Tasks.square(number), it -> told.incrementAndGet()));
        }
    }

    void release() {
        held.forEach(Gate::open);
    }

    /** Each got its result, once. */
    void check() throws Exception {
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get(LIMIT)).as("bystander %d", i).isEqualTo(i * i);
        }
        await().atMost(LIMIT).until(() -> told.get() >= results.size());
        assertThat(told).hasValue(results.size());
    }
}
