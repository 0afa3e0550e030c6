package dev.taskpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolStats;
import dev.taskpool.TaskPool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fixture that keeps one pool for all tests of a class, and sees that it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeavesNothingBehind.class)
public abstract class SharedPool implements PoolFixture {
    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private @Nullable TaskPool shared;

    @Override
    public final synchronized TaskPool shared() {
        if (shared == null) {
            shared = pool(2);
        }
        return shared;
    }

    @AfterAll
    final synchronized void closeShared() {
        if (shared == null) {
            return;
        }
        shared.shutdown();
        boolean ended = shared.join(END_LIMIT);
        PoolStats last = shared.stats();
        if (!ended) {
            shared.terminate();
        }
        assertThat(ended)
                .as("the shared pool ended after shutdown(); it is at " + last)
                .isTrue();
    }
}
