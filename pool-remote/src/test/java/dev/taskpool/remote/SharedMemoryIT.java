package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.WorkerLostException;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedDoubleArray;
import dev.taskpool.shared.SharedIntArray;
import dev.taskpool.shared.SharedLongArray;
import dev.taskpool.shared.SharedMemory;
import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shared memory is the same in every process that a handle of it reaches. */
class SharedMemoryIT extends ProcessFixture {
    /** A handle among other things. */
    private record Work(String title, SharedLongArray counts) implements Serializable {}

    @Test
    @Case("VAL-01")
    void values_setByWorkers_areSeenByTheParent() {
        try (SharedLongArray longs = SharedLongArray.create(2);
                SharedDoubleArray doubles = SharedDoubleArray.create(1)) {
            shared().run(() -> {
                longs.set(0, 1L << 34);
                longs.set(1, -longs.get(0));
                doubles.set(0, -4.25);
            });
            assertThat(longs.toArray()).containsExactly(1L << 34, -(1L << 34));
            assertThat(doubles.get(0)).isEqualTo(-4.25);
        }
    }

    @Test
    @Case("VAL-02")
    void array_changedInPlaceByAWorker_isChangedHere() {
        try (SharedIntArray numbers = SharedIntArray.create(10)) {
            numbers.copyFrom(new int[] {680, 626, 934, 821, 150, 233, 548, 982, 714, 831});
            shared().forEach(SharedMemoryIT::sumUp, List.of(numbers));
            assertThat(numbers.toArray()).containsExactly(680, 1306, 2240, 3061, 3211, 3444, 3992, 4974, 5688, 6519);
        }
    }

    private static void sumUp(SharedIntArray numbers) {
        for (int i = 1; i < numbers.length(); i++) {
            numbers.getAndAdd(i, numbers.get(i - 1));
        }
    }

    @Test
    void create_withoutRoomOutsideOfTheHeap_failsAndLeavesNothing() throws Exception {
        JvmProcess process = JvmProcess.builder(SharedMemoryIT::createInVain)
                .maxHeap("32m")
                .jvmOptions("-XX:MaxDirectMemorySize=512k")
                .start();
        process.join();
        assertThat(process.failure()).isEmpty();
        assertThat(process.exitCode()).hasValue(0);
    }

    private static void createInVain() throws IOException {
        List<Path> before = segments();
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> SharedMemory.create(2 << 20));
        assertThat(segments()).isEqualTo(before);
    }

    private static List<Path> segments() throws IOException {
        String own = "taskpool-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> directories = Files.list(SharedFolder.choose())) {
            return directories
                    .filter(path -> path.getFileName().toString().startsWith(own))
                    .toList();
        }
    }

    @Test
    void getAndAdd_byTwoWorkersAtOnce_losesNothing() {
        try (TaskPool pool = pool(2);
                SharedLongArray counts = SharedLongArray.create(1)) {
            var work = new Work("count", counts);
            pool.forEach(
                    item -> {
                        for (int i = 0; i < 5_000; i++) {
                            work.counts().getAndAdd(0, 1);
                        }
                    },
                    Inputs.range(20),
                    1);
            assertThat(counts.get(0)).isEqualTo(100_000);
        }
    }

    @Test
    @Case("SHM-02")
    void handle_sentToAWorkerAndBack_isTheSameMemory() {
        try (SharedMemory memory = SharedMemory.create(16)) {
            memory.buffer().putInt(0, 40);
            SharedMemory back = shared().apply(
                            there -> {
                                there.buffer().putInt(4, there.buffer().getInt(0) + 2);
                                return there;
                            },
                            memory);
            assertThat(back.buffer().getInt(4)).isEqualTo(42);
            assertThat(back.name()).isEqualTo(memory.name());
        }
    }

    @Test
    @Case("SHM-02")
    void handle_ofMemoryThatIsGone_cannotBeRead() {
        SharedMemory memory = SharedMemory.create(16);
        memory.close();
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> shared().apply(SharedMemory::size, memory))
                .withStackTraceContaining(NoSuchFileException.class.getName())
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.DECODE_ITEM));
    }

    @Test
    void memoryOfAWorkerThatIsKilled_goesWithIt_thoughTheParentKeepsWhatItHas() throws Exception {
        try (TaskPool pool = pool(1)) {
            SharedLongArray kept = pool.apply(() -> {
                SharedLongArray made = SharedLongArray.create(1_000);
                made.set(999, 5);
                return made;
            });
            List<Path> before = directories();
            assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> pool.run(() -> Deaths.halt(9)));
            await().atMost(Duration.ofSeconds(150)).until(() -> directories().size() < before.size());
            assertThat(kept.get(999)).isEqualTo(5);
            kept.close();
        }
    }

    /** Those of processes, that hold shared memory. */
    private static List<Path> directories() throws IOException {
        try (Stream<Path> found = SharedFolder.all().stream().flatMap(SharedMemoryIT::entries)) {
            return found.filter(path -> path.getFileName().toString().startsWith("taskpool-"))
                    .filter(path -> entries(path)
                            .anyMatch(file -> file.getFileName().toString().startsWith("memory-")))
                    .toList();
        }
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (NoSuchFileException e) {
            return Stream.of(); // somebody else's, who was done with it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
