package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.AsyncResult;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.LeavesNothingBehind;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pools with different settings, at work at the same time, keep to themselves. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class SeveralPoolsIT {
    private static final Config LOGGING =
            ConfigFactory.parseString("taskpool.remote.output = log").withFallback(ConfigFactory.load());
    private static final int MEGABYTE = 1 << 20;

    /** What a task sees of its pool's settings. */
    private record Sight(String colony, String option, long heapMegabytes, long pid, int worker)
            implements Serializable {
        static Sight look(Journal begun, Gate gate) throws InterruptedException {
            String colony = System.getenv().getOrDefault("COLONY", "none");
            System.err.println("hello from " + colony);
            begun.note(colony);
            gate.await();
            TaskContext task = TaskContext.current();
            return new Sight(
                    colony,
                    System.getProperty("colony", "none"),
                    Runtime.getRuntime().maxMemory() / MEGABYTE,
                    task.pid(),
                    task.workerId());
        }
    }

    @Test
    void threePools_atOnce_mixNothingAndEndAlone(@TempDir Path folder) throws Exception {
        Journal begun = Journal.in(folder);
        Gate gate = Gate.in(folder);
        try (TaskPool ants = colony("ants", 1, "40m");
                TaskPool bees = colony("bees", 2, "72m");
                TaskPool wasps =
                        TaskPool.builder().inProcess().name("wasps").workers(3).build();
                CapturedLog log = CapturedLog.open()) {
            List<TaskPool> pools = List.of(ants, bees, wasps);
            List<AsyncResult<List<Sight>>> calls = pools.stream()
                    .map(pool -> pool.mapAsync(x -> Sight.look(begun, gate), Inputs.range(pool.workers()), 1))
                    .toList();
            Awaitility.await().until(() -> begun.lines().size() == 6);

            ants.terminate();
            assertThat(calls.get(0).isCancelled()).isTrue();
            assertThat(pools).extracting(TaskPool::isTerminated).containsExactly(true, false, false);
            gate.open();

            List<Sight> ofBees = calls.get(1).join();
            assertThat(ofBees).allMatch(sight -> sight.colony().equals("bees"));
            assertThat(ofBees).allMatch(sight -> sight.option().equals("bees"));
            assertThat(ofBees).allMatch(sight -> sight.heapMegabytes() > 40 && sight.heapMegabytes() <= 72);
            assertThat(pids(ofBees)).isEqualTo(pids(bees)).hasSize(2);

            List<Sight> ofWasps = calls.get(2).join();
            assertThat(ofWasps).allMatch(sight -> sight.colony().equals("none"));
            assertThat(pids(ofWasps)).containsExactly(ProcessHandle.current().pid());
            assertThat(ofWasps).extracting(Sight::worker).containsExactlyInAnyOrder(1, 2, 3);

            assertThat(pools).extracting(pool -> pool.stats().completed()).containsExactly(0L, 2L, 3L);
            assertThat(pools).extracting(pool -> pool.stats().workersStarted()).containsExactly(1L, 2L, 3L);
            assertThat(pools).extracting(pool -> pool.stats().workersLost()).containsOnly(0L);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.lines())
                            .filteredOn(line -> line.contains("hello from bees"))
                            .hasSize(2)
                            .allMatch(line -> line.contains("[bees/worker-")));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("hello from ants"))
                    .hasSize(1)
                    .allMatch(line -> line.contains("[ants/worker-1 "));
            assertThat(log.lines()).allMatch(line -> line.startsWith("WARN") && line.contains("hello from"));
        }
    }

    private static TaskPool colony(String name, int workers, String maxHeap) {
        return QuickStart.builder("-Dcolony=" + name)
                .config(LOGGING)
                .name(name)
                .workers(workers)
                .maxHeap(maxHeap)
                .environment(Map.of("COLONY", name))
                .build();
    }

    private static Set<Long> pids(List<Sight> sights) {
        return sights.stream().map(Sight::pid).collect(Collectors.toSet());
    }

    private static Set<Long> pids(TaskPool pool) {
        return pool.stats().workers().stream().map(WorkerInfo::pid).collect(Collectors.toSet());
    }
}
