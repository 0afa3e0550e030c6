package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SpoolReuseTest {
    @TempDir
    Path spool;

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void fileThatWasRead_isWrittenAgainByItsWriter() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = bytes(100_000 - i, i);
            assertThat(rig.resultOf(bytes)).isEqualTo(bytes);
            Items.Encoded row = rig.row(bytes);
            assertThat(rig.worker().readItem(row, 0)).isEqualTo(bytes);
            rig.caller().discard(row);
            assertThat(rig.files()).isEmpty();
            assertThat(rig.returned()).hasSize(2); // the worker's and the caller's
        }
    }

    @Test
    void fileOfAnotherSize_isWrittenAgainOnlyIfLittleOfItIsWasted() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        byte[] large = bytes(10_000_000, 1);
        byte[] less = bytes(5_000_000, 2);
        byte[] small = bytes(50_000, 3);

        assertThat(rig.resultOf(large)).isEqualTo(large);
        assertThat(rig.resultOf(less)).isEqualTo(less);
        assertThat(rig.returned()).hasSize(1);
        assertThat(rig.resultOf(small)).isEqualTo(small);
        assertThat(rig.returned()).hasSize(2);
        assertThat(rig.resultOf(large)).isEqualTo(large);
        assertThat(rig.returned()).hasSize(2);
    }

    @Test
    void rowThatIsDiscardedTwice_leavesTheNextPayloadInItsFile() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded first = rig.row(bytes(100_000, 1));
        rig.caller().discard(first);
        Items.Encoded second = rig.row(bytes(100_000, 2));
        rig.caller().discard(first);

        assertThat(rig.worker().readItem(second, 0)).isEqualTo(bytes(100_000, 2));
        rig.caller().discard(second);
        rig.caller().discard(second);
        rig.caller().discard(first);
        assertThat(rig.files()).isEmpty();
        assertThat(rig.returned()).hasSize(1);
    }

    @Test
    void payloadsThatGrow_doNotLeaveAFileEach() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[40_000 + i];
            assertThat((byte[]) rig.resultOf(bytes)).hasSameSizeAs(bytes);
        }
        assertThat(rig.returned()).hasSizeLessThan(30);
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void filesThatWait_areNotTouchedByLaterPayloads() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int round = 0; round < 3; round++) {
            List<Items.Encoded> rows = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                rows.add(rig.result(bytes(60_000 + i, i + round)));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(rig.caller().decodeResult(rows.get(i), 0)).isEqualTo(bytes(60_000 + i, i + round));
            }
        }
        assertThat(rig.files()).isEmpty();
        assertThat(rig.returned()).hasSizeLessThan(40);
    }

    @Test
    void whatIsGivenBack_staysWithinTheLimit() {
        SpooledPayload first = payload(1, 1);
        SpooledPayload second = payload(2, 2);
        var returned = new ReturnedFiles(100, () -> Set.of(SpooledPayload.markOf(first.returned())));

        assertThat(returned.admit(first, 60)).isTrue();
        assertThat(returned.admit(first, 60)).isTrue();
        assertThat(returned.admit(second, 60)).isFalse();
        returned.forget(first);
        assertThat(returned.admit(second, 60)).isTrue();
        returned.forgetAll(second.writer());
        assertThat(returned.admit(first, 100)).isTrue();
    }

    @Test
    void whatWasGivenBackAndIsGone_doesNotCount() {
        SpooledPayload first = payload(1, 1);
        SpooledPayload second = payload(1, 2);
        var returned = new ReturnedFiles(
                100, () -> Set.of(SpooledPayload.markOf(second.published()), SpooledPayload.markOf("other")));

        assertThat(returned.admit(first, 60)).isTrue();
        assertThat(returned.admit(second, 60)).isTrue();
        assertThat(returned.admit(first, 60)).isFalse();
    }

    private static SpooledPayload payload(int writer, long file) {
        return new SpooledPayload(writer, false, file, 1, 10, 0);
    }

    @Test
    void payloadThatIsGivenUpWhileItIsRead_isRefused() throws Exception {
        var caller = new Spool(spool, Spool.CALLER);
        var worker = new Spool(spool, 1);
        Part content = Part.of(bytes(100_000, 1), 100_000);
        SpooledPayload first = caller.write(List.of(content), 0);
        caller.free(first);
        SpooledPayload again = caller.write(List.of(content), 0);
        assertThat(again.file()).isEqualTo(first.file());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> worker.open(first));
        try (Spool.Opened opened = worker.open(again)) {
            opened.requireThere();
            caller.free(again);
            SpooledPayload third = caller.write(List.of(content), 0);
            assertThat(third.file()).isEqualTo(first.file());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(opened::requireThere)
                    .withMessageContaining("given up");
        }
    }

    @Test
    void mappedFileThatWasCutOff_isARefusalAndNotACrash() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        for (int i = 0; i < 2; i++) {
            assertThat(rig.resultOf(bytes(5_000_000, i))).isEqualTo(bytes(5_000_000, i));
        }
        Items.Encoded result = rig.result(bytes(5_000_000, 3));
        try (var file = new RandomAccessFile(rig.files().get(0).toFile(), "rw")) {
            file.setLength(4_999_999);
        }
        CodecRig.refused(Phase.DECODE_RESULT, () -> rig.caller().decodeResult(result, 0));
    }

    @Test
    void filesOfAWorkerThatHasEnded_areGoneUnlessItToldOfThem() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        rig.resultOf(bytes(50_000, 1)); // returned
        Items.Encoded told = rig.result(bytes(2_000_000, 2)); // published, not read yet
        Items.Encoded last = CodecRig.sent(rig.worker().writeResult(bytes(9_000_000, 3))); // killed before it published
        Items.Encoded item = rig.row(bytes(70_000, 4));
        Files.write(spool.resolve("own-" + CodecRig.WORKER + "-0000000000000001-9"), bytes(100, 5)); // half written

        rig.caller().clearAfter(CodecRig.WORKER, last);

        assertThat(rig.files()).hasSize(3);
        assertThat(rig.returned()).isEmpty();
        assertThat(rig.caller().decodeResult(told, 0)).isEqualTo(bytes(2_000_000, 2));
        assertThat(rig.caller().decodeResult(last, 0)).isEqualTo(bytes(9_000_000, 3));
        assertThat(rig.worker().readItem(item, 0)).isEqualTo(bytes(70_000, 4));
    }

    @Test
    void unpublishedResultThatWasNotTold_isGoneWithItsWorker() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded told = CodecRig.sent(rig.worker().writeResult("small"));
        rig.worker().writeResult(bytes(2_000_000, 3));
        assertThat(rig.files()).hasSize(1);

        rig.caller().clearAfter(CodecRig.WORKER, told);

        assertThat(rig.files()).isEmpty();
    }

    @Test
    void buffers_areCopiedWithTheirPositionLimitAndOrder() {
        CodecRig rig = CodecRig.in(spool);
        for (int size : new int[] {0, 10, 5_000, 300_000}) {
            for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(size), ByteBuffer.allocateDirect(size)}) {
                buffer.put(bytes(size, size)).position(size / 3).limit(size / 2);
                ByteBuffer slice = buffer.slice().order(Part.ORDER);
                assertThat((ByteBuffer) rig.resultOf(buffer)).isEqualTo(buffer);
                assertThat((ByteBuffer) rig.resultOf(slice.asReadOnlyBuffer().order(Part.ORDER)))
                        .isEqualTo(slice)
                        .satisfies(copy -> assertThat(copy.isReadOnly()).isTrue())
                        .satisfies(copy -> assertThat(copy.order()).isEqualTo(Part.ORDER));
            }
        }
    }
}
