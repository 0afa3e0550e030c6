package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.contract.QueueFixture;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The limit of bytes, which only what travels has: files of large items count, and captured values. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueueBytesIT extends ProcessFixture implements QueueFixture {
    private static final int LARGE = 300_000;

    @Test
    void maxBytes_largeItems_areRefusedBeyondIt(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-bytes = 1m, when-full = reject")) {
            List<AsyncResult<Integer>> accepted = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                accepted.add(pool.applyAsync(data -> lengthBehind(gate, data), new byte[LARGE]));
            }
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.applyAsync(data -> lengthBehind(gate, data), new byte[LARGE]))
                    .withMessageContaining("taskpool.queue.max-bytes = 1048576");
            AsyncResult<Integer> small = pool.applyAsync(data -> lengthBehind(gate, data), new byte[10]);
            gate.open();
            assertThat(accepted.stream().map(AsyncResult::join)).containsOnly(LARGE);
            assertThat(small.join()).isEqualTo(10);
            assertThat(pool.<byte[], Integer>apply(data -> data.length, new byte[5 << 20]))
                    .as("larger than the limit, alone")
                    .isEqualTo(5 << 20);
        }
    }

    @Test
    void maxBytes_capturedValues_countWithTheirCall(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        byte[] captured = new byte[2 * LARGE];
        try (TaskPool pool = limited(1, "max-bytes = 1m")) {
            AsyncResult<Integer> first = pool.applyAsync(() -> lengthBehind(gate, captured));
            Caller<AsyncResult<Integer>> second = Caller.of(() -> pool.applyAsync(() -> lengthBehind(gate, captured)));
            second.awaitFullQueue();
            gate.open();
            assertThat(first.get()).isEqualTo(2 * LARGE);
            assertThat(second.value().get()).isEqualTo(2 * LARGE);
        }
    }

    @Test
    void map_ofMoreBytesThanTheLimit_finishesWithinIt() {
        AtomicLong most = new AtomicLong();
        try (TaskPool pool = limited(2, "max-bytes = 1m")) {
            Iterable<byte[]> input = () -> Inputs.range(40).stream()
                    .map(i -> {
                        most.accumulateAndGet(
                                pool.stats().queued() + pool.stats().running(), Math::max);
                        return new byte[LARGE + i];
                    })
                    .iterator();
            assertThat(pool.map(data -> data.length - LARGE, input)).isEqualTo(Inputs.range(40));
            assertThat(most.get()).as("items with the pool").isBetween(1L, 3L);
            assertThat(pool.map(data -> data.length, Collections.nCopies(10, new byte[4 * LARGE]), 2))
                    .as("chunks larger than the limit")
                    .containsOnly(4 * LARGE);
        }
    }

    private static int lengthBehind(Gate gate, byte[] data) throws InterruptedException {
        gate.await();
        return data.length;
    }
}
