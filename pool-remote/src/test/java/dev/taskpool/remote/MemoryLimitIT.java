package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.Tasks;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that grow too large are replaced between two tasks. */
class MemoryLimitIT extends ProcessFixture {
    private static final int MIB = 1 << 20;
    private static final int LIMIT_MIB = 240;
    private static final List<byte[]> LEAK = new ArrayList<>();

    /** What a task saw. */
    private record Leaked(int item, int leakMib, Place place) implements Serializable {}

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

    /** Takes its time, so that there is some to look at its process. */
    private static Leaked leak(int item) throws InterruptedException {
        LEAK.add(new byte[4 * MIB]);
        Tasks.spend(Duration.ofMillis(30));
        return new Leaked(item, 4 * LEAK.size(), Place.here(item));
    }
}
