package dev.taskpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.LeavesNothingBehind;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is true of pools of threads alone, or is told best by them. */
@ExtendWith(LeavesNothingBehind.class)
class ThreadPoolTest {
    @Test
    @Case("POOL-12")
    void map_withFixedChunking_cutsFourChunksAWorker() {
        Map<Integer, Integer> chunks = new LinkedHashMap<>();
        for (int items : new int[] {1, 10, 16, 17, 100, 1000}) {
            chunks.put(items, chunksOf(items));
        }
        assertThat(chunks).isEqualTo(Map.of(1, 1, 10, 10, 16, 16, 17, 9, 100, 15, 1000, 16));
    }

    /** With a worker for each chunk, as many workers as chunks take part. */
    private static int chunksOf(int items) {
        Config fixed = ConfigFactory.parseString("taskpool.chunking = fixed").withFallback(ConfigFactory.load());
        try (TaskPool pool = TaskPool.builder()
                .inProcess()
                .workers(4)
                .config(fixed)
                .maxTasksPerChild(1)
                .build()) {
            List<Integer> workers = pool.map(Tasks::workerId, Inputs.range(items));
            return (int) workers.stream().distinct().count();
        }
    }

    @Test
    @Case("POOL-12")
    void map_withItsOwnChunks_usesEveryWorker() {
        try (TaskPool pool = TaskPool.threads(4)) {
            for (int items : new int[] {4, 5, 17}) {
                CountDownLatch begun = new CountDownLatch(4);
                List<Integer> workers = pool.map(
                        x -> {
                            begun.countDown();
                            assertThat(begun.await(150, TimeUnit.SECONDS))
                                    .as("each worker has begun an item")
                                    .isTrue();
                            return Tasks.workerId(x);
                        },
                        Inputs.range(items));
                assertThat(workers.stream().distinct()).as(items + " items").hasSize(4);
            }
        }
    }

    @Test
    void map_ofThreads_passesArgumentsAndResultsByReference() {
        Object item = new Object();
        try (TaskPool pool = TaskPool.threads(1)) {
            assertThat(pool.<Object, Object>map(Tasks::identity, List.of(item)).get(0))
                    .isSameAs(item);
            List<Integer> shared = new ArrayList<>();
            pool.run(() -> shared.add(1));
            assertThat(shared).containsExactly(1);
        }
    }

    @Test
    @Case("CRASH-33")
    void initializer_thatThrowsNowAndThen_neverBreaksThePool(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        try (TaskPool pool = TaskPool.builder()
                .inProcess()
                .workers(1)
                .maxTasksPerChild(1)
                .initializer(() -> {
                    journal.note("start");
                    if (journal.lines().size() % 3 != 0) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .build()) {
            for (int i = 0; i < 20; i++) {
                assertThat(pool.<Integer, Integer>apply(Tasks::square, i)).isEqualTo(i * i);
            }
        }
        assertThat(journal.lines()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void task_thatSubmitsToItsOwnFullPool_isNotHeldUp() {
        Config one = ConfigFactory.parseString("taskpool.queue.max-items = 1").withFallback(ConfigFactory.load());
        try (TaskPool pool =
                TaskPool.builder().inProcess().workers(2).config(one).build()) {
            int sum = pool.apply(() -> {
                List<AsyncResult<Integer>> parts = new ArrayList<>();
                for (int x : Inputs.range(5)) {
                    parts.add(pool.applyAsync(Tasks::square, x));
                }
                return parts.stream().mapToInt(AsyncResult::join).sum();
            });
            assertThat(sum).isEqualTo(30);
        }
    }
}
