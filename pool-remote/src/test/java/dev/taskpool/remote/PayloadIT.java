package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.StandInException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crosses to the workers and back: copies, large ones too, and what cannot cross. */
class PayloadIT extends ProcessFixture {
    private static final int MIB = 1 << 20;

    @Test
    @Case("POOL-05")
    void map_itemsThatCannotBeWritten_failsWithWhatTheSerializerThrew() {
        List<Saboteur> items = Collections.nCopies(10, new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT));
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().map(Tasks::identity, items))
                .satisfies(failure -> {
                    assertThat(failure.phase()).isEqualTo(Phase.ENCODE_ITEM);
                    assertThat(failure.className()).contains("Saboteur");
                    assertThat(failure).hasRootCauseMessage("sabotage WRITTEN_IN_THE_PARENT");
                });
        assertWorks();
    }

    @Test
    void map_itemsThatCannotBeRead_failsAndTheWorkerGoesOn() {
        List<Long> before = pids();
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(Tasks::identity, new Saboteur(Saboteur.When.READ_IN_THE_WORKER)))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.DECODE_ITEM));
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    @Case("EXC-06")
    void apply_resultsThatCannotBeWritten_failEachTimeAndTheWorkersStay() {
        List<Long> before = pids();
        for (int round = 0; round < 20; round++) {
            boolean even = round % 2 == 0;
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> shared().apply(() ->
                            even ? new Thread("result") : new Saboteur(Saboteur.When.WRITTEN_IN_THE_WORKER)))
                    .satisfies(failure -> {
                        assertThat(failure.phase()).isEqualTo(Phase.ENCODE_RESULT);
                        assertThat(failure.className()).contains(even ? "Thread" : "Saboteur");
                        assertThat(failure.getMessage()).contains(failure.className());
                    });
        }
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void apply_resultsThatCannotBeRead_failThatTaskAlone() {
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(() -> new Saboteur(Saboteur.When.READ_IN_THE_PARENT)))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.DECODE_RESULT));
        assertWorks();
    }

    @Test
    void map_resultsThatComeFasterThanTheyAreTaken_fitASmallHeap() {
        try (TaskPool pool = builder().workers(1).maxHeap("32m").build()) {
            List<byte[]> results = pool.map(x -> new byte[20_000], Inputs.range(4_000), 4_000);
            assertThat(results).hasSize(4_000).allMatch(result -> result.length == 20_000);
            assertThat(pool.stats().workersStarted()).isEqualTo(1);
        }
    }

    @Test
    @Case("POOL-30")
    void apply_anArgument_isACopyEachTime() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        TaskFunction<List<Integer>, Integer> grow = given -> {
            given.add(4);
            return given.size();
        };
        assertThat(shared().<List<Integer>, Integer>apply(grow, list)).isEqualTo(4);
        assertThat(shared().<List<Integer>, Integer>map(grow, List.of(list, list), 1))
                .containsExactly(4, 4);
        assertThat(shared().<List<Integer>, Integer>map(grow, List.of(list, list), 2))
                .containsExactly(4, 4);
        assertThat(list).containsExactly(1, 2, 3);
    }

    @Test
    @Case("POOL-33")
    void apply_aTaskThatCapturesThePoolOrAResult_isRefusedSayingSo() {
        TaskPool pool = shared();
        AsyncResult<Integer> result = pool.applyAsync(Tasks::square, 2);
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(() -> pool.workers()))
                .withMessageContaining("pool")
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION));
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(() -> result.ready()))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION));
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().<Object, Object>apply(Tasks::identity, pool))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_ITEM));
        assertWorks();
    }

    @Test
    @Case("POOL-34")
    void apply_aTaskThatCapturesWhatCannotTravel_isRefusedNamingItsClass() {
        Thread thread = new Thread("captured");
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(() -> thread.getName()))
                .withMessageContaining("java.lang.Thread")
                .satisfies(failure -> {
                    assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION);
                    assertThat(failure.className()).isEqualTo("java.lang.Thread");
                });
        assertWorks();
    }

    @Test
    @Case("POOL-36")
    void apply_fiftyMegabytes_comeBackEqual() {
        byte[] bytes = bytes(50 * MIB, 1);
        try (TaskPool pool = builder().workers(1).maxHeap("320m").build()) {
            byte[] back = pool.apply(x -> x, bytes);
            assertThat(Arrays.equals(back, bytes)).isTrue();
        }
    }

    @Test
    @Case("POOL-36")
    void map_eightTimesFiveMegabytes_comeBackEqual() {
        List<byte[]> items =
                Inputs.range(8).stream().map(i -> bytes(5 * MIB, i)).toList();
        try (TaskPool pool = builder().workers(2).maxHeap("256m").build()) {
            List<byte[]> back = pool.map(x -> x, items);
            assertThat(back).hasSize(8);
            for (int i = 0; i < 8; i++) {
                assertThat(Arrays.equals(back.get(i), items.get(i)))
                        .as("item " + i)
                        .isTrue();
            }
        }
    }

    @Test
    void apply_sizesAroundEveryLimit_comeBackEqual() {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 262_143, 262_145, MIB - 1, MIB, MIB + 1, 3 * MIB}) {
            byte[] bytes = bytes(size, size);
            assertThat(Arrays.equals(shared().apply(x -> x, bytes), bytes))
                    .as("size " + size)
                    .isTrue();
        }
    }

    @Test
    @Case("EXC-08")
    void apply_anExceptionThatCannotTravel_comesAsAStandIn() {
        List<Long> before = pids();
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().run(() -> {
                    throw new UnserializableException("holds a thread");
                }))
                .satisfies(failure -> {
                    assertThat(failure.remoteStackTrace()).contains("UnserializableException", "holds a thread");
                    assertThat(failure.getCause()).isInstanceOfSatisfying(StandInException.class, standIn -> {
                        assertThat(standIn.className()).isEqualTo(UnserializableException.class.getName());
                        assertThat(standIn.originalMessage()).isEqualTo("holds a thread");
                        assertThat(standIn.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().contains("PayloadIT"));
                        assertThat(standIn.getCause()).hasMessage("inner");
                    });
                });
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    @Case("SHUT-15")
    void shutdown_rightAfterAnArgumentThatCannotBeWritten_ends() {
        for (int round = 0; round < 5; round++) {
            TaskPool pool = pool(1);
            AsyncResult<Saboteur> result =
                    pool.applyAsync(Tasks::identity, new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT));
            pool.shutdown();
            if (round % 2 == 0) {
                pool.join();
            }
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(result::join)
                    .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_ITEM));
            await().atMost(Duration.ofSeconds(150)).until(pool::isTerminated);
        }
    }

    @Test
    void mapAsync_oneItemCannotBeWrittenAndNoWorkerHasRoom_failsAllTheSame(@TempDir Path folder) throws Exception {
        Gate end = Gate.in(folder);
        Gate one = Gate.in(folder);
        Gate two = Gate.in(folder);
        AsyncResult<Integer> first = shared().applyAsync(() -> Deaths.waitFor(one, end));
        AsyncResult<Integer> second = shared().applyAsync(() -> Deaths.waitFor(two, end));
        one.await();
        two.await();
        List<Object> items = new ArrayList<>(Inputs.range(100));
        items.set(50, new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT));
        AsyncResult<List<Object>> result = shared().mapAsync(Tasks::identity, items, 1);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> result.get(Duration.ofSeconds(30)))
                .withCauseInstanceOf(TaskSerializationException.class);
        assertThat(first.ready()).isFalse();
        assertThat(second.ready()).isFalse();
        end.open();
        assertThat(first.join() + second.join()).isEqualTo(2);
    }

    @Test
    void map_someResultsOfAChunkCannotBeRead_failsWithTheFirstAndLogsNoDefect() {
        List<Saboteur> items = new ArrayList<>(Collections.nCopies(20, null));
        items.set(3, new Saboteur(Saboteur.When.READ_IN_THE_PARENT));
        items.set(7, new Saboteur(Saboteur.When.READ_IN_THE_PARENT));
        try (CapturedLog log = CapturedLog.open()) {
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> shared().map(Tasks::identity, items, 20))
                    .satisfies(failure -> {
                        assertThat(failure.phase()).isEqualTo(Phase.DECODE_RESULT);
                        assertThat(failure.itemIndex()).isEqualTo(3);
                    });
            assertThat(log.lines()).isEmpty();
        }
        assertWorks();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void assertWorks() {
        assertThat(shared().map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
    }

    private List<Long> pids() {
        assertWorks();
        return new ArrayList<>(new TreeSet<>(
                shared().stats().workers().stream().map(worker -> worker.pid()).toList()));
    }
}
