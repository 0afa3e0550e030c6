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
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers are replaced after their number of chunks, and nobody notices. */
public interface RecyclingContract extends PoolFixture {
    private TaskPool recycling(int workers, int chunks) {
        return builder().workers(workers).maxTasksPerChild(chunks).build();
    }

    @Test
    @Case("RECY-01")
    default void map_aHundredChunksAtTenPerWorker_replacesAllWorkers() {
        try (TaskPool pool = recycling(3, 10)) {
            List<Integer> ids = pool.map(Tasks::workerId, Inputs.range(100), 1);
            assertThat(ids).hasSize(100);
            assertThat(new HashSet<>(ids)).hasSizeGreaterThanOrEqualTo(10);
            for (Integer id : new HashSet<>(ids)) {
                assertThat(ids.stream().filter(id::equals).count()).isLessThanOrEqualTo(10);
            }
        }
    }

    @Test
    @Case("RECY-02")
    default void close_withMoreTasksThanWorkersMayRun_replacesThemWhileClosing() {
        List<AsyncResult<Integer>> results = new ArrayList<>();
        try (TaskPool pool = recycling(2, 1)) {
            for (int i = 0; i < 6; i++) {
                results.add(pool.applyAsync(Tasks::square, i));
            }
        }
        assertThat(results.stream().map(AsyncResult::join).toList()).isEqualTo(Inputs.squares(6));
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
    @Case("RECY-12")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    default void everyMap_whileWorkersAreReplaced_keepsOrderAndValues() {
        try (TaskPool pool = recycling(2, 6)) {
            assertThat(pool.map(Tasks::square, Inputs.range(18), 1)).isEqualTo(Inputs.squares(18));
            List<Integer> seen = new ArrayList<>();
            pool.imap(Tasks::square, Inputs.range(18), 1).forEachRemaining(seen::add);
            assertThat(seen).isEqualTo(Inputs.squares(18));
            seen.clear();
            pool.imapUnordered(Tasks::square, Inputs.range(18), 1).forEachRemaining(seen::add);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(Inputs.squares(18));
            pool.mapAsync(Tasks::square, Inputs.range(1000), 1);
            pool.terminate();
            assertThat(pool.isTerminated()).isTrue();
        }
    }
}
