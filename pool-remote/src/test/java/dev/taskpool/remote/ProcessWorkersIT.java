package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolBrokenException;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Tasks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes: how many, which, and what they find around them. */
class ProcessWorkersIT extends ProcessFixture {
    @Test
    void stats_ofAWorkerThatHasWorked_tellItsMemory() {
        shared().map(Tasks::square, Inputs.range(10), 1);
        await().untilAsserted(() ->
                assertThat(shared().stats().workers()).anyMatch(worker -> worker.rssBytes() > 10_000_000));
    }

    @Test
    @Case("POOL-19")
    void build_threeWorkers_startsThreeProcesses() {
        Set<Long> before = children();
        try (TaskPool pool = pool(3)) {
            await().atMost(Duration.ofSeconds(150))
                    .untilAsserted(() -> assertThat(pool.stats().workers())
                            .hasSize(3)
                            .allMatch(worker -> worker.state() == WorkerInfo.State.IDLE));
            Set<Long> pids = new TreeSet<>();
            pool.stats().workers().forEach(worker -> pids.add(worker.pid()));
            assertThat(pids)
                    .hasSize(3)
                    .allMatch(pid -> ProcessHandle.of(pid).orElseThrow().isAlive());
            assertThat(children()).containsAll(pids);
        }
        assertThat(children()).isEqualTo(before);
    }

    @Test
    @Case("POOL-19")
    void build_withoutANumberOnOneProcessor_hasOneWorker() {
        try (TaskPool pool =
                builder().workers(1).jvmOptions("-XX:ActiveProcessorCount=1").build()) {
            int workers = pool.apply(() -> {
                try (TaskPool inner = TaskPool.builder().inProcess().build()) {
                    return inner.workers();
                }
            });
            assertThat(workers).isEqualTo(1);
        }
    }

    @Test
    @Case({"POOL-28", "EXEC-08"})
    void map_moreItemsThanWorkers_usesExactlyTheWorkersThereAre(@TempDir Path folder) {
        Gate first = Gate.in(folder);
        Gate second = Gate.in(folder);
        Set<Long> pids = new TreeSet<>(shared().map(
                        x -> {
                            // each worker has one of the first two items
                            if (x == 0) {
                                first.open();
                                second.await();
                            }
                            if (x == 1) {
                                second.open();
                                first.await();
                            }
                            return Tasks.pid(x);
                        },
                        Inputs.range(5),
                        1));
        assertThat(pids).hasSize(2).doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    @Case("POOL-32")
    void task_thatReadsStandardInput_findsItsEnd() {
        assertThat(shared().apply(() -> System.in.read())).isEqualTo(-1);
        assertThat(shared().apply(() -> {
                    Process process = new ProcessBuilder("cat")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start();
                    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            + process.waitFor();
                }))
                .isEqualTo("0");
        assertThat(shared().<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
    }

    @Test
    @Case("POOL-39")
    void build_oneOfTheWorkersCannotBeStarted_failsAndLeavesNone(@TempDir Path folder) {
        Set<Long> before = children();
        Journal journal = Journal.in(folder);
        TaskPool pool = builder()
                .workers(5)
                .initializer(() -> {
                    journal.note("started");
                    if (journal.lines().size() > 3) {
                        throw new IllegalStateException("no fourth one");
                    }
                })
                .build();
        try (pool) {
            await().atMost(Duration.ofSeconds(150))
                    .untilAsserted(() ->
                            assertThatExceptionOfType(PoolBrokenException.class).isThrownBy(() -> pool.apply(() -> 1)));
            assertThatExceptionOfType(PoolBrokenException.class)
                    .isThrownBy(() -> pool.apply(() -> 1))
                    .satisfies(
                            broken -> assertThat(broken.deaths().toString() + broken.stderrTail() + broken.getMessage())
                                    .contains("no fourth one"));
        }
        assertThat(children()).isEqualTo(before);
    }

    @Test
    @Case("POOL-40")
    void pool_madeInATask_works() {
        try (TaskPool pool = builder().workers(1).maxHeap("160m").build()) {
            List<Integer> squares = pool.apply(() -> {
                try (TaskPool inner = TaskPool.builder()
                        .workers(2)
                        .maxHeap("96m")
                        .jvmOptions("-XX:TieredStopAtLevel=1")
                        .build()) {
                    return inner.map(Tasks::square, Inputs.range(7));
                }
            });
            assertThat(squares).isEqualTo(Inputs.squares(7));
        }
    }

    @Test
    @Case("EXEC-19")
    void builder_environmentAndJvmOptions_areSeenByTheWorkers() {
        String inherited = System.getenv("PATH");
        try (TaskPool pool = builder()
                .workers(1)
                .environment(Map.of("TASKPOOL_TEST", "set", "HOME", "/overridden"))
                .jvmOptions("-Dtaskpool.test=yes", "-XX:TieredStopAtLevel=1")
                .build()) {
            assertThat(pool.apply(() -> System.getenv("TASKPOOL_TEST"))).isEqualTo("set");
            assertThat(pool.apply(() -> System.getenv("HOME"))).isEqualTo("/overridden");
            assertThat(pool.apply(() -> System.getenv("PATH"))).isEqualTo(inherited);
            assertThat(pool.apply(() -> System.getProperty("taskpool.test"))).isEqualTo("yes");
        }
    }

    @Test
    void builder_workingDirectoryAndHeap_areThoseOfTheWorkers(@TempDir Path folder) throws Exception {
        Path directory = folder.toRealPath();
        try (TaskPool pool =
                builder().workers(1).workingDirectory(directory).maxHeap("112m").build()) {
            assertThat(pool.apply(() -> Path.of("").toAbsolutePath().toString()))
                    .isEqualTo(directory.toString());
            assertThat(pool.apply(() -> Runtime.getRuntime().maxMemory())).isBetween(100L << 20, 120L << 20);
        }
    }

    @Test
    void create_fromAConfiguration_makesThatPool() {
        try (TaskPool pool = TaskPool.create(
                ConfigFactory.parseString("taskpool { workers = 1, name = configured, worker.max-heap = 96m }")
                        .withFallback(ConfigFactory.load()))) {
            assertThat(pool.name()).isEqualTo("configured");
            assertThat(pool.workers()).isEqualTo(1);
            assertThat(pool.apply(() -> ProcessHandle.current().pid()))
                    .isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void configuration_ofTheLink_holdsInTheWorkersToo() {
        for (String daemonic : List.of("on", "off")) {
            try (TaskPool pool = configured("remote.link.pekko.daemonic = " + daemonic)
                    .workers(1)
                    .build()) {
                assertThat(pool.apply(() -> Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("taskpool-worker-"))
                                .map(Thread::isDaemon)
                                .distinct()
                                .toList()))
                        .containsExactly(daemonic.equals("on"));
            }
        }
    }
}
