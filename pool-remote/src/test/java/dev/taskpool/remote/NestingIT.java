package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools stand in tasks of each other, in other processes and on their threads, as deep as they may. */
@Timeout(120)
class NestingIT extends ProcessFixture {
    /** What is made in a task, from the outside in. */
    private static List<String> nest(String kinds, int maxDepth) {
        List<String> seen = new ArrayList<>();
        if (kinds.isEmpty()) {
            return seen;
        }
        Config config = ConfigFactory.parseString("taskpool.nesting.max-depth = " + maxDepth)
                .withFallback(ConfigFactory.load());
        TaskPool.Builder builder =
                TaskPool.builder().workers(1).config(config).maxHeap("48m").jvmOptions("-XX:TieredStopAtLevel=1");
        try (TaskPool pool = kinds.charAt(0) == 'T' ? builder.inProcess().build() : builder.build()) {
            seen.add(pool.apply(() -> kinds.charAt(0) + (TaskContext.isWorker() ? "" : " outside of a worker")));
            seen.addAll(pool.apply(() -> nest(kinds.substring(1), maxDepth)));
        } catch (IllegalStateException e) {
            seen.add(e.getMessage());
        }
        return seen;
    }

    @Test
    void pools_inTasksOfEachOther_standAsDeepAsTheyMay() {
        List<String> seen = shared().apply(() -> nest("PT" + "TP", 4));
        assertThat(seen).hasSize(4);
        assertThat(seen.subList(0, 3)).containsExactly("P", "T", "T");
        assertThat(seen.get(3))
                .contains("would be number 5 of pools made inside tasks of each other")
                .contains("expected: at most taskpool.nesting.max-depth = 4");
    }
}
