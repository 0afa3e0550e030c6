package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Footprint;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools come and go. What each leaves on the machine is looked for after the tests of every class, of this one too. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
public interface ManyPoolsContract extends PoolFixture {
    /** Enough to load all classes, and to start what the JVM keeps. */
    int FIRST = 4;

    int MORE = 16;

    @Test
    default void pools_twentyOneAfterTheOther_leaveNothingInThisProcess() {
        List<WeakReference<?>> used = new ArrayList<>();
        useAndEnd(FIRST, used);
        Footprint before = Footprint.now();
        useAndEnd(MORE, used);
        await().untilAsserted(() -> {
            Footprint now = Footprint.now();
            assertThat(used).as("what pools were given").allMatch(reference -> reference.refersTo(null));
            assertThat(now.threads()).as("threads, of %s", now).isLessThan(before.threads() + MORE / 2);
            assertThat(now.descriptors()).as("descriptors, of %s", now).isLessThan(before.descriptors() + MORE / 2);
            assertThat((now.heapBytes() - before.heapBytes()) / MORE)
                    .as("bytes of heap for each pool, of %s, before %s", now, before)
                    .isLessThan(100_000);
        });
    }

    private void useAndEnd(int pools, List<WeakReference<?>> used) {
        for (int i = 0; i < pools; i++) {
            PoolListener listener = new PoolListener() {};
            TaskPool pool = builder().workers(1).listener(listener).build();
            try (pool) {
                if (i % 2 == 0) {
                    assertThat(pool.map(Tasks::square, Inputs.range(3))).isEqualTo(Inputs.squares(3));
                } else {
                    AsyncResult<Integer> dropped = pool.applyAsync(Tasks::square, i);
                    pool.terminate(); // while its worker starts
                    assertThat(dropped.ready()).isTrue();
                }
            }
            used.add(new WeakReference<>(listener));
            used.add(new WeakReference<>(pool));
        }
    }
}
