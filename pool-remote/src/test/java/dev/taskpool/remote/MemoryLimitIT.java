package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.Tasks;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that grow too large are replaced between two tasks. */
class MemoryLimitIT extends ProcessFixture {
    private static final int MIB = 1 << 20;
    private static final int LIMIT_MIB = 240;
    private static final List<byte[]> LEAK = new ArrayList<>();

    /** What a task saw. */
    private record Leaked(int item, int leakMib, Place place) implements Serializable {
        static Leaked here(int item) {
            return new Leaked(item, 4 * LEAK.size(), Place.here(item));
        }
    }

    @Test
    @Case("RECY-10")
    @Timeout(300)
    void map_tasksThatLeak_replacesTheirWorkersAndLosesNothing() {
        try (TaskPool pool = configured("worker.max-rss = " + LIMIT_MIB + "m")
                .workers(1)
                .maxHeap("400m")
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .build()) {
            List<Leaked> results = pool.map(MemoryLimitIT::leak, Inputs.range(70), 1);
            assertThat(results).extracting(Leaked::item).isEqualTo(Inputs.range(70));
            assertThat(results.stream().map(Leaked::place).distinct()).hasSizeBetween(2, 35);
            assertThat(results).extracting(Leaked::leakMib).allMatch(mib -> mib < LIMIT_MIB);
            assertThat(pool.stats().workersLost()).isZero();
            assertThat(pool.stats().retried()).isZero();
        }
    }

    @Test
    @Timeout(300)
    void workersThatHaveGrown_workOnUntilTheirSuccessorsAreReady() {
        try (TaskPool pool = configured("recycle.max-growth = 60m")
                .workers(1)
                .maxHeap("400m")
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .build()) {
            Set<Long> pids = new HashSet<>();
            await().atMost(Duration.ofSeconds(200)).until(() -> {
                pids.add(pool.<Integer, Leaked>apply(item -> LEAK.size() < 40 ? leak(item) : Leaked.here(item), 0)
                        .place()
                        .pid());
                return pids.size() >= 2;
            });
            assertThat(pool.stats().workersLost()).isZero();
        }
    }

    @Test
    void outOfMemory_withADirectoryForDumps_leavesTheHeapAndSaysWhere(@TempDir Path folder) throws IOException {
        try (TaskPool pool = configured("worker.heap-dump-directory = \"" + folder + "\"")
                .workers(1)
                .maxHeap("24m")
                .build()) {
            WorkerLostException lost =
                    catchThrowableOfType(WorkerLostException.class, () -> pool.run(() -> keep(32 * MIB)));
            Path dump = folder.resolve("java_pid" + lost.pid() + ".hprof");
            assertThat(lost.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
            assertThat(lost).hasMessageEndingWith("; its heap was written to " + dump);
            assertThat(Files.size(dump)).isGreaterThan(MIB);
            assertThat(pool.<Integer>apply(() -> 7)).isEqualTo(7);
        }
    }

    private static void keep(int bytes) {
        LEAK.add(new byte[bytes]);
    }

    /** Takes its time, so that there is some to look at its process. */
    private static Leaked leak(int item) throws InterruptedException {
        LEAK.add(new byte[4 * MIB]);
        Tasks.spend(Duration.ofMillis(30));
        return Leaked.here(item);
    }
}
