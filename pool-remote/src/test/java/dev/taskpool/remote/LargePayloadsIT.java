package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What travels in files: it arrives whole, and its files are freed, whatever becomes of those who wrote and read them. */
@Timeout(300)
class LargePayloadsIT extends ProcessFixture {
    private static final int MIB = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(2);

    /** A result with arrays in it. */
    record Table(int seed, double[] values, List<int[]> rows, ByteBuffer raw) {
        static Table of(int seed, int length) {
            var random = new Random(seed);
            byte[] raw = new byte[length];
            random.nextBytes(raw);
            int[] row = random.ints(length).toArray();
            return new Table(seed, random.doubles(length).toArray(), List.of(row, row), ByteBuffer.wrap(raw));
        }

        boolean isSameAs(Table other) {
            return seed == other.seed
                    && Arrays.equals(values, other.values)
                    && Arrays.equals(rows.get(0), other.rows.get(0))
                    && rows.get(0) == rows.get(1)
                    && raw.equals(other.raw);
        }
    }

    @Test
    void recordsWithLargeArrays_goThereAndBack() {
        try (TaskPool pool = builder().workers(2).maxHeap("128m").build()) {
            for (int round = 0; round < 5; round++) {
                List<Table> tables = Inputs.range(6).stream()
                        .map(seed -> Table.of(seed, 1_000 + seed * 60_000))
                        .toList();
                List<Table> back = pool.map(table -> table, tables, 2);
                for (int i = 0; i < tables.size(); i++) {
                    assertThat(back.get(i).isSameAs(tables.get(i)))
                            .as("table " + i)
                            .isTrue();
                }
            }
            assertThat(inUse(pool)).isEmpty();
        }
    }

    @Test
    void workersKilledWhileTheyWriteAndRead_leaveNoFile() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("workersKilledWhileTheyWriteAndRead_leaveNoFile: seed " + seed);
        var random = new Random(seed);
        byte[] argument = new byte[20 * MIB];
        try (TaskPool pool = builder().workers(2).maxHeap("160m").build()) {
            TaskPool patient = pool.with(TaskOptions.defaults().retries(20));
            for (int round = 0; round < 6; round++) {
                List<AsyncResult<byte[]>> results = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    results.add(patient.applyAsync(it -> it, argument));
                }
                await().pollDelay(Duration.ofMillis(random.nextInt(60))).until(() -> true);
                pool.stats().workers().stream()
                        .map(worker -> ProcessHandle.of(worker.pid()))
                        .forEach(process -> process.ifPresent(ProcessHandle::destroyForcibly));
                results.forEach(result -> assertThat(result.join()).hasSize(20 * MIB));
            }
            await().atMost(LONG).until(() -> inUse(pool).isEmpty());
        }
    }

    @Test
    void cancelledCalls_leaveNoFile(@TempDir Path folder) throws Exception {
        try (TaskPool pool = builder().workers(1).maxHeap("128m").build()) {
            for (boolean mayInterrupt : new boolean[] {true, false}) {
                Gate begun = Gate.in(folder);
                Gate end = Gate.in(folder);
                AsyncResult<Integer> holds = pool.applyAsync(
                        it -> {
                            Deaths.waitFor(begun, end);
                            return it.length;
                        },
                        new byte[5 * MIB]);
                AsyncResult<Integer> waits = pool.applyAsync(it -> it.length, new byte[7 * MIB]);
                begun.await();
                waits.cancel(mayInterrupt);
                holds.cancel(mayInterrupt);
                end.open();
                Assertions.assertThatThrownBy(holds::join).isInstanceOf(CancellationException.class);
                Assertions.assertThatThrownBy(waits::join).isInstanceOf(CancellationException.class);
                await().atMost(LONG).until(() -> inUse(pool).isEmpty());
                int length = pool.apply(it -> it.length, new byte[6 * MIB]);
                assertThat(length).isEqualTo(6 * MIB);
            }
        }
    }

    /** The files of large payloads in any pool of this process that somebody is still to read or to publish. */
    private static List<String> inUse(TaskPool pool) {
        assertThat(pool.isTerminated()).isFalse();
        String own = "taskpool-" + ProcessHandle.current().pid() + "-";
        List<String> found = new ArrayList<>();
        for (Path folder : SharedFolder.all()) {
            try (Stream<Path> files = Files.find(
                    folder, 3, (file, attributes) -> file.toString().contains("/" + own) && isPayload(file))) {
                files.map(Path::toString).forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                found.add(e.toString()); // something was deleted meanwhile
            }
        }
        return found;
    }

    private static boolean isPayload(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("payload-") || name.startsWith("own-");
    }
}
