package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.Task;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is refused, and where. */
public interface ArgumentContract extends PoolFixture {
    @Test
    @Case({"POOL-19", "EXEC-06"})
    default void build_aNumberOfWorkersBelowOne_isRefused() {
        for (int workers : new int[] {0, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().workers(workers))
                    .withMessage("workers: " + workers + " (expected: >= 1)");
            assertThatIllegalArgumentException().isThrownBy(() -> TaskPool.threads(workers));
            assertThatIllegalArgumentException().isThrownBy(() -> TaskPool.create(workers));
        }
    }

    @Test
    @Case("POOL-19")
    default void build_withoutANumber_hasAWorkerForEachProcessor() {
        try (TaskPool pool = builder().build()) {
            assertThat(pool.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(pool.name()).isNotEmpty();
        }
    }

    @Test
    default void build_badSettings_areRefusedNamingTheValue() {
        TaskPool.Builder builder = builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxTasksPerChild(0))
                .withMessageContaining("0 (expected: >= 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.name("a b/c"))
                .withMessageContaining("a b/c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxHeap("much"))
                .withMessageContaining("much");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.startTimeout(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatNullPointerException().isThrownBy(() -> builder.initializer(null));
        assertThatNullPointerException().isThrownBy(() -> builder.listener(null));
        assertThatNullPointerException().isThrownBy(() -> builder.config(null));
        assertThatNullPointerException().isThrownBy(() -> builder.defaults(null));
    }

    @Test
    default void build_anUnknownKey_isRefusedNamingTheNearestOne() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> builder()
                        .config(ConfigFactory.parseString("taskpool.wrokers = 3")
                                .withFallback(ConfigFactory.load()))
                        .build())
                .withMessageContaining("wrokers")
                .withMessageContaining("workers");
    }

    @Test
    default void calls_withoutAFunctionOrItems_areRefusedNamingWhatIsMissing() {
        TaskPool pool = shared();
        TaskFunction<Integer, Integer> none = null;
        List<Integer> items = List.of(1);
        Stream.<ThrowingCallable>of(
                        () -> pool.map(none, items),
                        () -> pool.mapAsync(none, items, 2),
                        () -> pool.imap(none, items),
                        () -> pool.imapUnordered(none, items),
                        () -> pool.mapSettled(none, items),
                        () -> pool.apply(none, 1),
                        () -> pool.applyAsync(none, 1))
                .forEach(call ->
                        assertThatNullPointerException().isThrownBy(call).withMessageContaining("fn"));
        Stream.<ThrowingCallable>of(
                        () -> pool.map(Tasks::square, null),
                        () -> pool.mapAsync(Tasks::square, null, 2),
                        () -> pool.imap(Tasks::square, null),
                        () -> pool.imapUnordered(Tasks::square, null),
                        () -> pool.mapSettled(Tasks::square, null),
                        () -> pool.forEach(Tasks::square, null))
                .forEach(call ->
                        assertThatNullPointerException().isThrownBy(call).withMessageContaining("items"));
        assertThatNullPointerException()
                .isThrownBy(() -> pool.<Integer, Integer, Integer>starmap(Tasks::multiply, null))
                .withMessageContaining("pairs");
        assertThatNullPointerException()
                .isThrownBy(() -> pool.apply((Task<Integer>) null))
                .withMessageContaining("task");
        assertThatNullPointerException()
                .isThrownBy(() -> pool.run((TaskAction) null))
                .withMessageContaining("action");
        assertThatNullPointerException().isThrownBy(() -> pool.with(null)).withMessageContaining("options");
        assertThatNullPointerException()
                .isThrownBy(() -> pool.applyAsync(() -> 1, (Consumer<Integer>) null))
                .withMessageContaining("callback");
    }

    @Test
    default void calls_aChunksizeBelowOne_areRefusedNamingTheValue() {
        TaskPool pool = shared();
        List<Integer> items = List.of(1, 2, 3);
        for (int chunksize : new int[] {0, -1}) {
            Stream.<ThrowingCallable>of(
                            () -> pool.map(Tasks::square, items, chunksize),
                            () -> pool.mapAsync(Tasks::square, items, chunksize),
                            () -> pool.map(Tasks::square, List.<Integer>of(), chunksize),
                            () -> pool.<Integer, Integer, Integer>starmap(
                                    Tasks::multiply, List.of(Map.entry(1, 2)), chunksize),
                            () -> pool.forEach(Tasks::square, items, chunksize),
                            () -> pool.mapSettled(Tasks::square, items, chunksize))
                    .forEach(call -> assertThatIllegalArgumentException()
                            .isThrownBy(call)
                            .withMessage("chunksize: " + chunksize + " (expected: >= 1)"));
        }
        assertThat(pool.map(Tasks::square, items)).containsExactly(1, 4, 9);
    }

    @Test
    default void options_badValues_areRefusedNamingTheValue() {
        TaskOptions options = TaskOptions.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.retries(-1))
                .withMessageContaining("retries: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.timeout(Duration.ZERO))
                .withMessageContaining("timeout: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.timeout(Duration.ofMillis(-1)))
                .withMessageContaining("timeout: PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.backoff(Duration.ofMillis(-1)))
                .withMessageContaining("backoff");
        assertThatNullPointerException().isThrownBy(() -> options.name(null));
    }

    @Test
    default void join_beforeAnyEnd_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> shared().join());
        assertThatIllegalStateException().isThrownBy(() -> shared().join(Duration.ZERO));
        assertThat(shared().isShutdown()).isFalse();
        assertThat(shared().isTerminated()).isFalse();
    }

    @Test
    default void everyCall_afterShutdown_isRejected() {
        TaskPool pool = pool(1);
        TaskPool view = pool.with(TaskOptions.defaults().name("view"));
        pool.shutdown();
        List<Integer> items = List.of(1);
        List<Integer> none = List.of();
        Stream.<ThrowingCallable>of(
                        () -> pool.apply(() -> 1),
                        () -> pool.<Integer, Integer>apply(Tasks::square, 1),
                        () -> pool.<Integer, Integer, Integer>apply(Tasks::multiply, 1, 2),
                        () -> pool.applyAsync(() -> 1),
                        () -> pool.<Integer, Integer>applyAsync(Tasks::square, 1, x -> {}),
                        () -> pool.run(() -> {}),
                        () -> pool.runAsync(() -> {}),
                        () -> pool.map(Tasks::square, items),
                        () -> pool.map(Tasks::square, none),
                        () -> pool.mapAsync(Tasks::square, items),
                        () -> pool.mapAsync(Tasks::square, none),
                        () -> pool.<Integer, Integer, Integer>starmap(Tasks::multiply, List.of(Map.entry(1, 2))),
                        () -> pool.<Integer, Integer, Integer>starmapAsync(Tasks::multiply, List.of()),
                        () -> pool.forEach(Tasks::square, items),
                        () -> pool.imap(Tasks::square, items),
                        () -> pool.imap(Tasks::square, none),
                        () -> pool.imapUnordered(Tasks::square, items),
                        () -> pool.mapSettled(Tasks::square, items),
                        () -> view.apply(() -> 1),
                        () -> pool.asExecutorService().submit(Task.of(() -> 1)))
                .forEach(call -> assertThatExceptionOfType(RejectedExecutionException.class)
                        .isThrownBy(call));
        pool.join();
        assertThat(pool.isTerminated()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.apply(() -> 1));
    }
}
