package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.Broadcast;
import dev.taskpool.PoolException;
import dev.taskpool.Task;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Values that go to each worker once. */
@Timeout(240)
class BroadcastIT extends ProcessFixture {
    private static final int MIB = 1 << 20;

    /** Holds what cannot travel. */
    record Holder(String name, Object content) {}

    private static String whoAndHowOften() {
        return ProcessHandle.current().pid() + " " + Counted.READ.get();
    }

    @Test
    void value_isWrittenOnceAndReadOnceByEachWorker() {
        int written = Counted.WRITTEN.get();
        try (TaskPool pool = pool(2);
                Broadcast<Counted> broadcast = Broadcast.of(new Counted(5 * MIB))) {
            assertThat(Counted.WRITTEN).hasValue(written);
            List<AsyncResult<String>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(pool.applyAsync(() -> {
                    int bytes = broadcast.value().bytes();
                    return bytes + " " + whoAndHowOften();
                }));
            }
            assertThat(answers.stream().map(AsyncResult::join).distinct())
                    .hasSizeBetween(1, 2)
                    .allMatch(answer -> answer.startsWith(5 * MIB + " ") && answer.endsWith(" 1"));
            assertThat(Counted.WRITTEN).hasValue(written + 1);
        }
    }

    @Test
    void captureOfAMap_isReadOnceByEachWorkerWithoutABroadcast_thatOfEachApplyIsNot() {
        int written = Counted.WRITTEN.get();
        var table = new Counted(MIB);
        try (TaskPool pool = pool(2)) {
            TaskFunction<Integer, String> function = i -> {
                int bytes = table.bytes();
                return bytes + " " + whoAndHowOften();
            };
            assertThat(pool.map(function, Inputs.range(10_000), 10).stream().distinct())
                    .hasSizeBetween(1, 2)
                    .allMatch(answer -> answer.endsWith(" 1"));
            assertThat(Counted.WRITTEN).hasValue(written + 1);
            for (int i = 0; i < 5; i++) {
                pool.apply(function, i);
            }
            assertThat(Counted.WRITTEN).hasValue(written + 6);
        }
    }

    @Test
    void workerThatWasKilled_isReplacedByOneThatReadsTheValueAgain(@TempDir Path folder) {
        Gate killed = Gate.in(folder);
        try (TaskPool pool = pool(1);
                Broadcast<Counted> broadcast = Broadcast.of(new Counted(MIB))) {
            assertThat(pool.apply(() -> broadcast.value().bytes())).isEqualTo(MIB);
            String answer = pool.with(TaskOptions.defaults().retries(1)).apply(() -> {
                int bytes = broadcast.value().bytes();
                if (!killed.isOpen()) {
                    killed.open();
                    Deaths.halt(137);
                }
                return bytes + " " + whoAndHowOften();
            });
            assertThat(answer).startsWith(MIB + " ").endsWith(" 1");
            assertThat(pool.stats().workersLost()).isEqualTo(1);
        }
    }

    @Test
    void workersKilledWhileTheyReadIt_harmNobody() {
        try (TaskPool pool = pool(2);
                Broadcast<byte[]> broadcast = Broadcast.of(new byte[40 * MIB])) {
            for (int i = 0; i < 3; i++) {
                AsyncResult<Integer> cut = pool.applyAsync(() -> broadcast.value().length);
                pool.stats()
                        .workers()
                        .forEach(worker -> ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly));
                assertThat(catchOrZero(cut)).isIn(0, 40 * MIB);
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> catchOrZero(pool.applyAsync(() -> broadcast.value().length)) == 40 * MIB);
        }
    }

    private static int catchOrZero(AsyncResult<Integer> result) {
        try {
            return result.join();
        } catch (PoolException e) {
            return 0;
        }
    }

    @Test
    void changesOfACopy_stayInItsProcess() {
        Map<String, Integer> table = new HashMap<>(Map.of("a", 1));
        try (TaskPool pool = pool(1);
                Broadcast<Map<String, Integer>> broadcast = Broadcast.of(table)) {
            Task<Integer> add = () -> {
                broadcast.value().merge("a", 1, Integer::sum);
                return broadcast.value().get("a");
            };
            assertThat(pool.apply(add)).isEqualTo(2);
            table.put("a", 100);
            assertThat(pool.apply(add)).isEqualTo(3);
            assertThat(table).containsEntry("a", 100);
        }
    }

    @Test
    void handle_afterClose_worksWhereItWasAskedBefore(@TempDir Path folder) throws Exception {
        Gate asked = Gate.in(folder);
        Gate closed = Gate.in(folder);
        Broadcast<Counted> broadcast = Broadcast.of(new Counted(MIB));
        try (TaskPool pool = pool(1)) {
            AsyncResult<List<Integer>> open = pool.mapAsync(
                    i -> {
                        int bytes = broadcast.value().bytes();
                        asked.open();
                        closed.await();
                        return bytes + broadcast.value().bytes();
                    },
                    Inputs.range(3),
                    1);
            AsyncResult<Integer> waits = pool.applyAsync(() -> broadcast.value().bytes());
            asked.await();
            broadcast.close();
            broadcast.close();
            closed.open();

            assertThat(open.join()).containsOnly(2 * MIB);
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(waits::join)
                    .satisfies(failure -> assertThat(failure.getCause())
                            .isInstanceOf(PoolException.class)
                            .hasMessageContaining("it was closed, or its maker has ended"));
            assertThatExceptionOfType(PoolException.class)
                    .isThrownBy(broadcast::value)
                    .withMessageContaining("was closed");
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> pool.apply(() -> broadcast.value().bytes()))
                    .withMessageContaining("the broadcast was closed");
        }
    }

    @Test
    void valueThatCannotTravel_failsTheCallThatShipsIt_withThePathToIt() {
        try (Broadcast<Holder> broadcast = Broadcast.of(new Holder("thread", new Thread("captured")))) {
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> shared().apply(() -> broadcast.value().name()))
                    .withMessageContaining("java.lang.Thread")
                    .satisfies(failure -> {
                        assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION);
                        assertThat(failure.className()).isEqualTo("java.lang.Thread");
                        assertThat(failure.path()).contains("captured[0]").endsWith("Holder.content");
                    });
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> shared().apply(it -> it.value().name(), broadcast))
                    .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_ITEM));
        }
    }

    @Test
    void valueBeyondThePayloadLimit_isRefused() {
        try (TaskPool pool = configured("max-payload = 1m").workers(1).build();
                Broadcast<byte[]> large = Broadcast.of(new byte[MIB]);
                Broadcast<byte[]> small = Broadcast.of(new byte[MIB / 2])) {
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> pool.apply(() -> large.value().length))
                    .withMessageContaining("taskpool.max-payload");
            assertThat(pool.apply(() -> small.value().length)).isEqualTo(MIB / 2);
        }
    }

    @Test
    void file_isGoneOnceItIsClosed_orNobodyHoldsIt() {
        Broadcast<byte[]> broadcast = Broadcast.of(new byte[MIB]);
        shared().apply(() -> broadcast.value().length);
        assertThat(files()).hasSize(1);
        broadcast.close();
        assertThat(files()).isEmpty();

        shared().run(useOfAnother());
        awaitNoFiles();
    }

    private static void awaitNoFiles() {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            System.gc();
            return files().isEmpty();
        });
    }

    private static dev.taskpool.TaskAction useOfAnother() {
        Broadcast<byte[]> another = Broadcast.of(new byte[MIB]);
        return () -> assertThat(another.value()).hasSize(MIB);
    }

    @Test
    void openCall_keepsWhatNobodyElseHolds(@TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        try (TaskPool pool = pool(1)) {
            AsyncResult<Integer> first = pool.applyAsync(() -> Deaths.waitFor(begun, end));
            AsyncResult<Integer> captured = pool.applyAsync(capturing());
            AsyncResult<Integer> item = pool.applyAsync(it -> it.value().length, Broadcast.of(new byte[MIB]));
            begun.await();
            var collected = new java.lang.ref.WeakReference<>(new byte[MIB]);
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                System.gc();
                return collected.get() == null;
            });
            assertThat(files()).hasSize(2);
            end.open();
            assertThat(first.join() + captured.join() + item.join()).isEqualTo(1 + 2 * MIB);
        }
        awaitNoFiles();
    }

    private static Task<Integer> capturing() {
        Broadcast<byte[]> held = Broadcast.of(new byte[MIB]);
        return () -> held.value().length;
    }

    @Test
    void poolInATask_passesItOn() {
        try (Broadcast<Counted> broadcast = Broadcast.of(new Counted(MIB))) {
            int bytes = shared().apply(() -> {
                try (TaskPool inner = TaskPool.builder()
                        .workers(1)
                        .maxHeap("48m")
                        .jvmOptions("-XX:TieredStopAtLevel=1")
                        .build()) {
                    return inner.apply(() -> broadcast.value().bytes())
                            + inner.apply(it -> it.value().bytes(), broadcast);
                }
            });
            assertThat(bytes).isEqualTo(2 * MIB);
        }
    }

    @Test
    void copyThatCameBack_isReadFromItsFile() {
        try (Broadcast<AtomicInteger> broadcast = Broadcast.of(new AtomicInteger(5))) {
            Broadcast<AtomicInteger> back = shared().apply(it -> it, broadcast);
            assertThat(back.value()).hasValue(5).isNotSameAs(broadcast.value());
            back.close();
            assertThat(back.value()).hasValue(5);
        }
    }

    /** The files of this process's broadcasts. */
    private static List<Path> files() {
        String own = "taskpool-" + ProcessHandle.current().pid() + "-";
        List<Path> found = new ArrayList<>();
        for (Path folder : SharedFolder.all()) {
            try (Stream<Path> files = Files.find(
                    folder,
                    2,
                    (file, attributes) ->
                            String.valueOf(file.getParent().getFileName()).startsWith(own)
                                    && String.valueOf(file.getFileName()).startsWith("broadcast-"))) {
                files.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
