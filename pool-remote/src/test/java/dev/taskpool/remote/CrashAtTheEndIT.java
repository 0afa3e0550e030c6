package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Place;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die while their pool ends hinder nobody. */
class CrashAtTheEndIT extends ProcessFixture {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** Calls of a pool whose first task kills its worker once it may. */
    private record Calls(AsyncResult<Integer> crash, List<AsyncResult<Integer>> behind) {
        static Calls of(TaskPool pool, Gate begun, Gate end) {
            AsyncResult<Integer> crash = pool.applyAsync(() -> Deaths.halt(6 + Deaths.waitFor(begun, end)));
            List<AsyncResult<Integer>> behind = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                behind.add(pool.applyAsync(Tasks::square, i));
            }
            return new Calls(crash, behind);
        }

        void check() {
            assertThat(lost(crash).exitCode()).hasValue(7);
            assertThat(behind).extracting(AsyncResult::join).isEqualTo(Inputs.squares(10));
        }
    }

    @Test
    @Case("CRASH-30")
    void shutdown_aTaskCrashesAfterIt_theOthersStillRun(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            Calls calls = Calls.of(pool, begun, end);
            begun.await();
            pool.shutdown();
            end.open();
            assertThat(pool.join(LIMIT)).isTrue();
            calls.check();
        }
    }

    @Test
    @Case("CRASH-30")
    void pool_thatNobodyHoldsAnyMore_aTaskCrashes_theOthersStillRun(@TempDir Path folder) throws Exception {
        Set<Long> before = children();
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        try (CapturedLog log = CapturedLog.open()) {
            Calls calls = submitAndForget(begun, end);
            begun.await();
            await().atMost(LIMIT).until(() -> {
                System.gc();
                return log.lines().stream().anyMatch(line -> line.contains("pool=dropped was never closed"));
            });
            end.open();
            calls.check();
        }
        await().atMost(LIMIT).until(() -> children().equals(before));
    }

    private Calls submitAndForget(Gate begun, Gate end) {
        return Calls.of(builder().workers(1).name("dropped").build(), begun, end);
    }

    @Test
    @Case("SHUT-04")
    void terminate_rightAfterTheWorkersWereKilled_ends() throws Exception {
        Set<Long> before = children();
        TaskPool pool = pool(2);
        try (pool) {
            Place place = pool.apply(Place::here, 0);
            AsyncResult<Void> pending = pool.runAsync(() -> Tasks.spend(Duration.ofMinutes(10)));
            for (long pid : children()) {
                if (!before.contains(pid)) {
                    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
                }
            }
            pool.terminate();
            assertThat(pool.isTerminated()).isTrue();
            assertThat(pending.ready()).isTrue();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
            place.awaitEnd(pool);
        }
        assertThat(children()).isEqualTo(before);
    }
}
