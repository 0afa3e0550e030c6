package dev.taskpool.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskpool.spi.files.SharedFolder;
import dev.taskpool.spi.files.SharedName;
import dev.taskpool.testkit.Case;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory is made, found by its name, and given back. */
class SharedMemoryTest {
    private static final int MIB = 1 << 20;

    private static List<Path> files() throws IOException {
        String own = "taskpool-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> found = SharedFolder.all().stream().flatMap(SharedMemoryTest::entries)) {
            return found.filter(path -> path.getFileName().toString().startsWith(own))
                    .flatMap(SharedMemoryTest::entries)
                    .filter(path -> path.getFileName().toString().startsWith("memory-"))
                    .toList();
        }
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Case("SHM-01")
    void attach_byName_seesWhatIsWritten_bothWays() {
        try (SharedMemory memory = SharedMemory.create(10);
                SharedMemory attached = SharedMemory.attach(memory.name())) {
            ByteBuffer written = memory.buffer();
            ByteBuffer read = attached.buffer();
            written.put(3, (byte) 7);
            assertThat(read.get(3)).isEqualTo((byte) 7);
            read.putShort(8, (short) 500);
            assertThat(written.getShort(8)).isEqualTo((short) 500);
            assertThat(attached.size()).isEqualTo(10);
            assertThat(written.capacity()).isEqualTo(10);
        }
    }

    @Test
    @Case("VAL-03")
    void create_again_isZero() {
        for (int round = 0; round < 3; round++) {
            try (SharedMemory memory = SharedMemory.create(MIB + 1)) {
                ByteBuffer bytes = memory.buffer();
                assertThat(bytes.mismatch(ByteBuffer.allocate(MIB + 1))).isEqualTo(-1);
                for (int i = 0; i <= MIB; i++) {
                    bytes.put(i, (byte) -1);
                }
            }
        }
    }

    @Test
    void create_makesAFileOfItsOwnersOnly_andCloseDeletesIt() throws IOException {
        assertThat(files()).isEmpty();
        SharedMemory memory = SharedMemory.create(1);
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        memory.close();
        memory.close();
        assertThat(files()).isEmpty();
    }

    @Test
    @Case("SHM-01")
    void attach_whatIsNotThere_fails() {
        SharedMemory memory = SharedMemory.create(1);
        memory.close();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> SharedMemory.attach(memory.name()))
                .withCauseInstanceOf(NoSuchFileException.class)
                .withMessageContaining(memory.name())
                .withMessageContaining("closed by its creator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "taskpool-1-0123456789abcdef01234567.1/../../x", "a\0b", "memory-1", "."})
    @Case("SHM-01")
    void attach_whatIsNoName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.attach(name));
    }

    @Test
    @Case("SHM-01")
    void unlink_twice_fails() {
        try (SharedMemory memory = SharedMemory.create(4)) {
            memory.buffer().putInt(0, 9);
            memory.unlink();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(memory::unlink)
                    .withCauseInstanceOf(NoSuchFileException.class);
            assertThat(memory.buffer().getInt(0)).as("it stays").isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    @Case("SHM-01")
    void create_ofNothing_isRefused(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedMemory.create(bytes))
                .withMessageContaining(String.valueOf(bytes));
    }

    @Test
    void create_moreThanThereIsRoomFor_failsAndLeavesNothing() throws IOException {
        long tooMuch = 1L << 60;
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> SharedMemory.create(tooMuch))
                .withMessageContaining(String.valueOf(tooMuch));
        assertThat(files()).isEmpty();
    }

    @Test
    void afterClose_theHandleIsRefused_othersAreNot() {
        SharedMemory memory = SharedMemory.create(8);
        SharedMemory other = SharedMemory.attach(memory.name());
        ByteBuffer buffer = memory.buffer();
        memory.close();
        assertThatIllegalStateException().isThrownBy(memory::buffer).withMessageContaining("was closed");
        buffer.putLong(0, 5);
        assertThat(other.buffer().getLong(0)).isEqualTo(5);
        other.close();
    }

    @Test
    void buffer_outsideOfIt_isRefused() {
        try (SharedMemory memory = SharedMemory.create(100)) {
            assertThat(memory.buffer(90, 10).capacity()).isEqualTo(10);
            assertThat(memory.buffer(100, 0).capacity()).isZero();
            for (long[] bad : new long[][] {{91, 10}, {-1, 5}, {0, 101}, {0, -1}, {Long.MAX_VALUE, 1}}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> memory.buffer(bad[0], (int) bad[1]));
            }
        }
    }

    @Test
    void aSegmentBeyondTwoGibibytes_isReachedEverywhere(@TempDir Path folder) throws IOException {
        long size = (5L << 30) + 7;
        Path file = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {9}), size - 1);
            Segment segment = Segment.map(new SharedName("sparse", 1), folder, channel);
            assertThat(segment.size()).isEqualTo(size);
            for (long offset : new long[] {0, (1L << 30) - 3, (2L << 30) - 1, (4L << 30) + 5, size - 9}) {
                ByteBuffer part = segment.slice(offset, 8);
                part.putLong(0, offset);
                assertThat(segment.slice(offset, 8).getLong(0)).isEqualTo(offset);
            }
            assertThat(segment.slice(size - 1, 1).get(0)).isEqualTo((byte) 9);
            assertThat(segment.slice((1L << 30) + 1, 1 << 30).capacity()).isEqualTo(1 << 30);
            assertThatIllegalArgumentException().isThrownBy(() -> segment.slice(0, (1 << 30) + 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> segment.slice(size - 7, 8));
        }
    }

    @Test
    void serialized_itIsTheSameMemory() throws Exception {
        try (SharedLongArray array = SharedLongArray.create(3)) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(array);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                SharedLongArray copy = (SharedLongArray) in.readObject();
                copy.set(2, 77);
                copy.close();
            }
            assertThat(array.get(2)).as("closing a copy ends the copy").isEqualTo(77);
        }
    }

    @Test
    void create_byAnInterruptedThread_worksAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        try (SharedMemory memory = SharedMemory.create(1);
                SharedMemory attached = SharedMemory.attach(memory.name())) {
            assertThat(attached.size()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
