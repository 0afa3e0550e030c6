package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers are replaced after their number of chunks, and nobody notices. */
public interface RecyclingContract extends PoolFixture {
    private TaskPool recycling(int workers, int chunks) {
        return builder().workers(workers).maxTasksPerChild(chunks).build();
    }

    /** Where an item ran, and what came of it. */
    record Squared(int square, Place place) implements Serializable {
        static Squared of(int x) {
            return new Squared(x * x, Place.here(x));
        }
    }

    @Test
    @Case("RECY-01")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    default void map_aHundredChunksAtTenPerWorker_replacesAllWorkers() {
        try (TaskPool pool = recycling(3, 10)) {
            List<Integer> first =
                    pool.stats().workers().stream().map(WorkerInfo::id).toList();
            List<Squared> results = pool.map(Squared::of, Inputs.range(100), 1);
            assertThat(results).extracting(Squared::square).isEqualTo(Inputs.squares(100));
            Map<Place, Long> runs =
                    results.stream().collect(Collectors.groupingBy(Squared::place, Collectors.counting()));
            assertThat(runs).hasSizeGreaterThanOrEqualTo(10);
            assertThat(runs.values()).allMatch(count -> count <= 10);
            assertThat(runs.keySet().stream().map(Place::pid).distinct())
                    .hasSize(workersAreProcesses() ? runs.size() : 1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .untilAsserted(() -> assertThat(pool.stats().workers())
                            .hasSize(3)
                            .extracting(WorkerInfo::id)
                            .doesNotContainAnyElementsOf(first));
        }
    }

    @Test
    @Case("RECY-02")
    default void close_withMoreTasksThanWorkersMayRun_replacesThemWhileClosing() {
        List<AsyncResult<Squared>> results = new ArrayList<>();
        TaskPool pool = recycling(2, 1);
        try (pool) {
            for (int i = 0; i < 6; i++) {
                results.add(pool.applyAsync(
                        x -> {
                            Tasks.spend(Duration.ofMillis(300));
                            return Squared.of(x);
                        },
                        i));
            }
        }
        assertThat(results).extracting(result -> result.join().square()).isEqualTo(Inputs.squares(6));
        assertThat(results.stream().map(result -> result.join().place()).distinct())
                .hasSize(6);
    }

    @Test
    @Case("RECY-03")
    default void maxTasksPerChild_lessThanOne_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().maxTasksPerChild(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().maxTasksPerChild(-1));
    }

    @Test
    @Case("RECY-03")
    default void map_withALimitOfOne_countsChunksNotItems() {
        try (TaskPool pool = recycling(1, 1)) {
            assertThat(new HashSet<>(pool.map(Tasks::workerId, Inputs.range(12), 4)))
                    .hasSize(3);
            assertThat(new HashSet<>(pool.map(Tasks::workerId, Inputs.range(4), 1)))
                    .hasSize(4);
        }
    }

    @Test
    @Case("RECY-04")
    default void apply_withALimitOfThree_changesTheWorkerAfterThree() {
        try (TaskPool pool = recycling(1, 3)) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(pool.<Integer, Integer>apply(Tasks::workerId, i));
            }
            assertThat(ids.subList(0, 3)).containsOnly(ids.get(0));
            assertThat(ids.get(3)).isNotEqualTo(ids.get(0));
        }
    }

    @Test
    default void aSpare_standsReadyWithoutWork_untilAWorkerLeaves() {
        var spares = ConfigFactory.parseString("taskpool.worker.spares = 1");
        try (TaskPool pool =
                builder().config(spares).workers(1).maxTasksPerChild(3).build()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(pool.stats().workers())
                            .hasSize(2)
                            .allMatch(worker -> worker.state() == WorkerInfo.State.IDLE));
            assertThat(pool.workers()).isEqualTo(1);
            assertThat(pool.stats().workersStarted()).isEqualTo(2);
            List<Integer> ids = pool.map(Tasks::workerId, Inputs.range(6), 1);
            assertThat(ids.subList(0, 3)).containsOnly(ids.get(0));
            assertThat(ids.subList(3, 6)).containsOnly(ids.get(3));
            assertThat(List.of(ids.get(0), ids.get(3))).containsExactlyInAnyOrder(1, 2);
            assertThat(pool.stats().workersStarted()).isEqualTo(4);
        }
    }

    @Test
    default void workersOfAge_areReplaced_whileTheirSuccessorsTakeOver() {
        var age = ConfigFactory.parseString("taskpool.recycle.max-age = 1s");
        try (TaskPool pool = builder().config(age).workers(1).build()) {
            Set<Integer> seen = new HashSet<>();
            await().atMost(Duration.ofSeconds(150)).until(() -> {
                seen.add(pool.<Integer, Integer>apply(Tasks::workerId, 0));
                return seen.size() >= 2;
            });
            assertThat(pool.stats().workersLost()).isZero();
        }
    }

    @Test
    @Case("RECY-12")
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    default void everyMap_whileWorkersAreReplaced_keepsOrderAndValues(@TempDir Path folder) {
        int items = workersAreProcesses() ? 18 : 50; // a new process takes its time
        Journal journal = Journal.in(folder);
        AsyncResult<List<Integer>> rest;
        try (TaskPool pool = recycling(2, workersAreProcesses() ? 6 : 2)) {
            assertThat(pool.map(Tasks::square, Inputs.range(items), 1)).isEqualTo(Inputs.squares(items));
            List<Integer> seen = new ArrayList<>();
            pool.imap(Tasks::square, Inputs.range(items), 1).forEachRemaining(seen::add);
            assertThat(seen).isEqualTo(Inputs.squares(items));
            seen.clear();
            pool.imapUnordered(Tasks::square, Inputs.range(items), 1).forEachRemaining(seen::add);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(Inputs.squares(items));
            rest = pool.mapAsync(
                    x -> {
                        journal.note(x);
                        return x;
                    },
                    Inputs.range(10_000),
                    1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> !journal.lines().isEmpty());
            pool.terminate();
            assertThat(pool.isTerminated()).isTrue();
        }
        assertThat(rest.isCancelled()).isTrue();
        assertThat(journal.lines()).hasSizeLessThan(10_000);
    }
}
