package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.WorkerLostException;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever can go wrong with a task goes wrong in the same way if a callback has submitted it. */
class CrashFromCallbackIT extends ProcessFixture {
    /** A task that fails, and how. */
    private record Mishap(String name, Function<TaskPool, AsyncResult<?>> task, Consumer<PoolException> check) {}

    private static final List<Mishap> MISHAPS = List.of(
            new Mishap(
                    "an argument that cannot be written",
                    sent(Saboteur.When.WRITTEN_IN_THE_PARENT),
                    phase(Phase.ENCODE_ITEM)),
            new Mishap(
                    "an argument that cannot be read",
                    sent(Saboteur.When.READ_IN_THE_WORKER),
                    phase(Phase.DECODE_ITEM)),
            new Mishap(
                    "a result that cannot be written",
                    sent(Saboteur.When.WRITTEN_IN_THE_WORKER),
                    phase(Phase.ENCODE_RESULT)),
            new Mishap(
                    "a result that cannot be read", sent(Saboteur.When.READ_IN_THE_PARENT), phase(Phase.DECODE_RESULT)),
            new Mishap("an exception", pool -> pool.applyAsync(x -> 1 / x, 0), cause(ArithmeticException.class)),
            new Mishap(
                    "endless recursion", pool -> pool.applyAsync(Deaths::recurse, 0), cause(StackOverflowError.class)),
            new Mishap("an exit", pool -> pool.applyAsync(() -> Deaths.exit(3)), exit(3)),
            new Mishap("a halt", pool -> pool.applyAsync(() -> Deaths.halt(7)), exit(7)),
            new Mishap(
                    "a halt while the argument is read",
                    sent(Saboteur.When.HALTS_ITS_READER),
                    exit(Saboteur.EXIT_CODE)),
            new Mishap(
                    "a halt while the result is written",
                    sent(Saboteur.When.HALTS_ITS_WRITER),
                    exit(Saboteur.EXIT_CODE)),
            new Mishap("a crash in native code", pool -> pool.applyAsync(() -> Deaths.segv()), reason(Reason.SIGNAL)),
            new Mishap(
                    "an exhausted heap",
                    pool -> pool.applyAsync(() -> Deaths.exhaustHeap()),
                    reason(Reason.OUT_OF_MEMORY)));

    @Override
    public TaskPool.Builder builder() {
        // an argument that kills its reader costs one worker, not three
        return super.builder()
                .config(ConfigFactory.parseString("taskpool.retry.max-unacknowledged = 1")
                        .withFallback(ConfigFactory.load()));
    }

    @Test
    @Case("CRASH-19")
    @Timeout(300)
    void callback_thatSubmitsWhatFails_getsTheSameFailures() throws Exception {
        CompletableFuture<Map<Mishap, AsyncResult<?>>> submitted = new CompletableFuture<>();
        shared().applyAsync(Tasks::square, 3, nine -> submitted.complete(submitAll(shared())));
        Map<Mishap, AsyncResult<?>> results = submitted.get(150, TimeUnit.SECONDS);
        assertThat(results).hasSameSizeAs(MISHAPS);
        results.forEach((mishap, result) -> {
            PoolException failure = catchThrowableOfType(PoolException.class, result::join);
            assertThat(failure).as(mishap.name()).isNotNull();
            mishap.check().accept(failure);
        });
        assertThat(works()).isTrue();
    }

    private static Map<Mishap, AsyncResult<?>> submitAll(TaskPool pool) {
        Map<Mishap, AsyncResult<?>> results = new LinkedHashMap<>();
        MISHAPS.forEach(mishap -> results.put(mishap, mishap.task().apply(pool)));
        return results;
    }

    private static Function<TaskPool, AsyncResult<?>> sent(Saboteur.When when) {
        return pool -> pool.<Saboteur, Saboteur>applyAsync(Tasks::identity, new Saboteur(when));
    }

    private static Consumer<PoolException> phase(Phase phase) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        TaskSerializationException.class,
                        it -> assertThat(it.phase()).isEqualTo(phase));
    }

    private static Consumer<PoolException> cause(Class<? extends Throwable> type) {
        return failure ->
                assertThat(failure).isInstanceOf(TaskFailedException.class).hasCauseExactlyInstanceOf(type);
    }

    private static Consumer<PoolException> exit(int code) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(WorkerLostException.class, it -> {
            assertThat(it.reason()).isEqualTo(Reason.EXITED);
            assertThat(it.exitCode()).hasValue(code);
        });
    }

    private static Consumer<PoolException> reason(Reason reason) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        WorkerLostException.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }
}
