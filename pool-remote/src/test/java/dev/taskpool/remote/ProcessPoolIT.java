package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskContext;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import java.io.FileNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool of child processes, from end to end. */
@Timeout(300)
class ProcessPoolIT {
    @Test
    void map_runsInOtherProcesses_andKeepsTheOrder() {
        List<Integer> items = IntStream.range(0, 2_000).boxed().toList();
        TaskPool pool = TaskPool.create(2);
        try (pool) {
            List<Long> pids = pool.map(i -> TaskContext.current().pid(), items, 50);
            assertThat(new HashSet<>(pids))
                    .doesNotContain(ProcessHandle.current().pid());
            assertThat(pool.map(i -> -i, items))
                    .isEqualTo(items.stream().map(i -> -i).toList());
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void failureOfATask_comesOutOfTheCall() {
        TaskPool pool = TaskPool.create(1);
        try (pool) {
            assertThatThrownBy(() -> pool.apply(() -> {
                        throw new FileNotFoundException("no such file");
                    }))
                    .isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(FileNotFoundException.class);
            assertThat(pool.<Integer>apply(() -> 42)).isEqualTo(42);
        }
    }

    @Test
    void exitOfAWorker_failsItsTaskAlone() {
        TaskPool pool = TaskPool.create(2);
        try (pool) {
            assertThatThrownBy(() -> pool.run(() -> System.exit(7)))
                    .isInstanceOfSatisfying(
                            WorkerLostException.class,
                            e -> assertThat(e.exitCode()).hasValue(7));
            assertThat(pool.<Integer>apply(() -> 42)).isEqualTo(42);
        }
    }
}
