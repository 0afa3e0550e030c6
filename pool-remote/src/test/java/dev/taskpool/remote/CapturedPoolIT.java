package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.ResultIterator;
import dev.taskpool.Task;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task in another process cannot reach the pool that runs it, so no task can end its own pool or wait for it. */
@Timeout(120)
class CapturedPoolIT extends ProcessFixture {
    @Test
    void tasks_thatCaptureWhatBelongsToAPool_areRefusedAtTheCall() {
        TaskPool pool = shared();
        TaskPool view = pool.with(TaskOptions.defaults());
        ExecutorService executor = pool.asExecutorService();
        AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 3);
        try (TaskPool threads = TaskPool.threads(1);
                ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.range(3))) {
            Map<String, TaskAction> tasks = new LinkedHashMap<>();
            tasks.put("a pool cannot travel into a task", pool::terminate);
            tasks.put("PoolFace", view::close);
            tasks.put("taskpool.internal.supervise.PoolFace", threads::close);
            tasks.put("has no meaning in another process", executor::shutdown);
            tasks.put("a result handle cannot travel into a task, only its value can", () -> result.cancel(true));
            tasks.put("ImapIterator", results::close);
            tasks.forEach((words, task) -> assertThatExceptionOfType(TaskSerializationException.class)
                    .as(words)
                    .isThrownBy(() -> pool.run(task))
                    .withMessageContaining(words)
                    .satisfies(failure -> {
                        assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION);
                        assertThat(failure.path()).contains("captured[0]");
                    }));
        }
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> pool.apply(List::size, List.of(pool)))
                .withMessageContaining("a pool cannot travel into a task");
        Task<TaskPool> makesAPool = () -> TaskPool.threads(1);
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> pool.apply(makesAPool))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_RESULT));
        assertThat(pool.isShutdown()).isFalse();
        assertThat(works()).isTrue();
    }
}
