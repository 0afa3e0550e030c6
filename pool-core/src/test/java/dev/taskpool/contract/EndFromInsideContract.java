package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskInfo;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pools that are ended in what they call themselves. Who would wait for himself is told so. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public interface EndFromInsideContract extends PoolFixture {
    Duration LIMIT = Duration.ofSeconds(60);

    /** Where a pool calls its user. */
    enum Inside {
        CALLBACK("a callback"),
        ERROR_CALLBACK("a callback"),
        LISTENER("a callback"),
        CONTINUATION("what follows a result");

        private final String name;

        Inside(String name) {
            this.name = name;
        }

        /** Calls a task that waits for a gate; at its end the pool does something in this place. */
        AsyncResult<Integer> call(TaskPool pool, Signal signal, Gate gate, Runnable step) {
            Runnable nothing = () -> {};
            signal.step = this == LISTENER ? step : signal.step;
            AsyncResult<Integer> result = pool.<Integer, Integer>applyAsync(
                    x -> {
                        gate.await();
                        return Tasks.squareOfPositive(x);
                    },
                    this == ERROR_CALLBACK ? -1 : 3,
                    value -> (this == CALLBACK ? step : nothing).run(),
                    failure -> (this == ERROR_CALLBACK ? step : nothing).run());
            if (this == CONTINUATION) {
                var unused = result.thenAccept(value -> step.run());
            }
            return result;
        }
    }

    /** Does what it is told when a task has ended with a value. */
    final class Signal implements PoolListener {
        private volatile Runnable step = () -> {};

        @Override
        public void taskFinished(TaskInfo task, Duration elapsed) {
            step.run();
        }
    }

    @Test
    default void ends_inside_doNotWaitForThemselves(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Signal signal = new Signal();
        Map<Inside, CompletableFuture<Map<Ending, Optional<Throwable>>>> done = new EnumMap<>(Inside.class);
        Map<Inside, AsyncResult<Integer>> calls = new EnumMap<>(Inside.class);
        try (TaskPool pool = builder().workers(1).listener(signal).build()) {
            for (Inside inside : Inside.values()) {
                var outcomes = new CompletableFuture<Map<Ending, Optional<Throwable>>>();
                done.put(inside, outcomes);
                calls.put(inside, inside.call(pool, signal, gate, () -> outcomes.complete(endings(pool))));
            }
            gate.open();
            for (Inside inside : Inside.values()) {
                Map<Ending, Optional<Throwable>> outcomes = done.get(inside).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                outcomes.forEach(
                        (how, failure) -> assertOutcome(how, failure, inside.name + " of pool " + pool.name()));
                assertThat(calls.get(inside).await(LIMIT)).isTrue();
                assertThat(calls.get(inside).successful()).isEqualTo(inside != Inside.ERROR_CALLBACK);
            }
            assertThat(pool.join(LIMIT)).isTrue();
            assertThat(pool.isTerminated()).isTrue();
        }
    }

    private static void assertOutcome(Ending how, Optional<Throwable> failure, String place) {
        if (how.waits()) {
            assertThat(failure.orElseThrow())
                    .as(how.name())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in " + place);
        } else {
            assertThat(failure).as(how.name()).isEmpty();
        }
    }

    /** What comes of each, one after the other, but of the one that ends all. */
    private static Map<Ending, Optional<Throwable>> endings(TaskPool pool) {
        Map<Ending, Optional<Throwable>> outcomes = new EnumMap<>(Ending.class);
        for (Ending how : List.of(Ending.SHUTDOWN, Ending.CLOSE, Ending.JOIN, Ending.JOIN_FOR_A_TIME)) {
            outcomes.put(how, Optional.ofNullable(catchThrowable(() -> how.end(pool))));
        }
        return outcomes;
    }

    @Test
    default void terminate_inside_endsTheRest(@TempDir Path folder) throws Exception {
        var every = workersAreProcesses() ? List.of(Inside.CALLBACK, Inside.CONTINUATION) : List.of(Inside.values());
        for (Inside inside : every) {
            Gate gate = Gate.in(folder);
            Gate never = Gate.in(folder);
            Signal signal = new Signal();
            var done = new CompletableFuture<Optional<Throwable>>();
            try (TaskPool pool = builder().workers(1).listener(signal).build()) {
                Runnable step = () -> done.complete(Optional.ofNullable(catchThrowable(pool::terminate)));
                AsyncResult<Integer> first = inside.call(pool, signal, gate, step);
                AsyncResult<Void> next = pool.runAsync(never::await);
                gate.open();
                assertThat(done.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEmpty();
                assertThat(first.await(LIMIT)).isTrue();
                assertThat(first.isCancelled()).isFalse();
                assertThat(next.await(LIMIT)).isTrue();
                assertThat(next.isCancelled()).isTrue();
                assertThat(pool.join(LIMIT)).isTrue();
                assertThat(pool.isTerminated()).isTrue();
            }
        }
    }
}
