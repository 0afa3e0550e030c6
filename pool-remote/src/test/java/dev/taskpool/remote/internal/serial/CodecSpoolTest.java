package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class CodecSpoolTest {
    private static final long MAX_BYTES = 100_000;

    @TempDir
    Path spool;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void largeItem_isAFileThatOnlyItsUserCanRead() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row(bytes(1_000_000));

        assertThat(row.bytes()).isLessThan(100);
        Path file = rig.files().get(0);
        assertThat(file.getFileName().toString()).matches("payload-0-[0-9a-f]{16}-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasSize(1_000_000);
    }

    @Test
    void spooledItem_isReadByEachAttemptUntilItIsDiscarded() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row("small", bytes(50_000), "y".repeat(50_000));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(rig.worker().readItem(row, 1)).isEqualTo(bytes(50_000));
            assertThat(rig.worker().readItem(row, 2)).isEqualTo("y".repeat(50_000));
        }
        rig.caller().discard(row.slice(0, 2));
        assertThat(rig.files()).hasSize(1);
        rig.caller().discard(row);
        rig.caller().discard(row);
        assertThat(rig.files()).isEmpty();
        TaskSerializationException gone =
                CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(row, 1));
        assertThat(gone).hasMessageStartingWith("item cannot be read: its file cannot be read: ");
    }

    @Test
    void spooledFunction_staysUntilItIsDiscarded() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        byte[] table = bytes(200_000);
        Items function = rig.caller().encodeFunction((TaskFunction<Integer, Byte>) i -> table[i]);

        for (int worker = 0; worker < 2; worker++) {
            @SuppressWarnings("unchecked") // what was written above
            var read = (TaskFunction<Integer, Byte>) rig.worker().readFunction(function);
            assertThat(read.apply(123)).isEqualTo(table[123]);
        }
        rig.caller().discard(function);
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void spooledResult_isGoneOnceRead() throws Exception {
        CodecRig rig = CodecRig.in(spool);

        assertThat(rig.resultOf(bytes(50_000))).isEqualTo(bytes(50_000));
        assertThat(rig.resultOf("z".repeat(50_000))).isEqualTo("z".repeat(50_000));
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void spooledResult_thatNobodyReads_isGoneOnceDiscarded() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded result = rig.result(bytes(50_000));
        assertThat(rig.files()).hasSize(1);

        rig.caller().discard(result);

        assertThat(rig.files()).isEmpty();
    }

    @Test
    void spooledResults_areTooManyUntilTheyAreRead() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        var unread = new UnreadResults(new Spool(spool, CodecRig.WORKER), 100_000);
        var results = new ArrayDeque<Items.Encoded>();
        for (int i = 0; i < 3; i++) {
            assertThat(unread.areTooMany()).isFalse();
            results.add(rig.result(bytes(50_000)));
            unread.add(PayloadReader.fileOf(results.getLast(), 0));
        }

        assertThat(unread.areTooMany()).isTrue();
        rig.caller().discard(results.remove());
        assertThat(unread.areTooMany()).isFalse();
        results.forEach(rig.caller()::discard);
        assertThat(unread.areTooMany()).isFalse();
    }

    @Test
    void spooledFailure_isGoneOnceRead() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items failure = rig.failure(new IllegalStateException("m".repeat(50_000)));
        assertThat(rig.files()).hasSize(1);

        assertThat(rig.caller().decodeFailure(failure, CodecRig.ITEM_7)).hasMessageContaining("mmmm");

        assertThat(rig.files()).isEmpty();
    }

    @Test
    void fileOfAnotherLength_isRefused() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        Items.Encoded row = rig.row(bytes(50_000));
        Files.write(rig.files().get(0), bytes(49_999));

        TaskSerializationException refusal =
                CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(row, 0));

        assertThat(refusal).hasMessageContaining("49999 bytes (expected: 50000)");
    }

    @Test
    void interruptedThread_writesAndReadsFilesAllTheSame() {
        CodecRig rig = CodecRig.in(spool);
        Thread.currentThread().interrupt();
        try {
            assertThat(rig.resultOf(bytes(500_000))).isEqualTo(bytes(500_000));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void fileThatCannotBeWritten_isARefusal_andTheRowIsUnchanged() {
        CodecRig rig = CodecRig.in(spool.resolve("missing"));
        Codec.ItemWriter writer = rig.caller().writer();
        writer.add("first");

        TaskSerializationException refusal = CodecRig.refused(Phase.ENCODE_ITEM, () -> writer.add(new byte[100_000]));

        assertThat(refusal).hasMessageStartingWith("item cannot be serialized: it cannot be written to a file: ");
        assertThat(writer.size()).isEqualTo(1);
        CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult("x".repeat(50_000)));
        assertThat(rig.failureOf(new IllegalStateException("m".repeat(50_000))))
                .hasMessageStartingWith("item 7 failed: java.lang.IllegalStateException: mmm");
    }

    @Test
    void payloadBeyondTheLimit_isRefusedInEachPhaseOfWriting() throws Exception {
        CodecRig rig = CodecRig.in(spool, MAX_BYTES);
        byte[] large = bytes(100_001);
        String text = "x".repeat(100_001);
        Codec.ItemWriter writer = rig.caller().writer();

        for (Object item : new Object[] {large, text, new Object[] {large, text}}) {
            tooLarge(CodecRig.refused(Phase.ENCODE_ITEM, () -> writer.add(item)));
            tooLarge(CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult(item)));
            TaskFunction<Integer, Object> function = i -> item;
            tooLarge(CodecRig.refused(Phase.ENCODE_FUNCTION, () -> rig.caller().encodeFunction(function)));
        }
        assertThat(writer.size()).isZero();
        assertThat(rig.files()).isEmpty();
        assertThat(rig.resultOf(bytes(100_000))).isEqualTo(bytes(100_000));
    }

    @Test
    void limitBelowAMessage_holdsToo() {
        CodecRig rig = CodecRig.in(spool, 100);

        tooLarge(CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult(new byte[101])));
        tooLarge(CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult("x".repeat(101))));
        assertThat(rig.resultOf("x".repeat(50))).isEqualTo("x".repeat(50));
        assertThat(rig.failureOf(new IllegalStateException("boom")))
                .hasMessage("item 7 failed: java.lang.IllegalStateException: boom");
    }

    @Test
    void payloadBeyondTheLimit_isRefusedInEachPhaseOfReading() throws Exception {
        CodecRig roomy = CodecRig.in(spool);
        CodecRig rig = CodecRig.in(spool, MAX_BYTES);
        Items.Encoded row = roomy.row(bytes(100_001), "x".repeat(100_001));

        for (int i = 0; i < 2; i++) {
            int index = i;
            tooLarge(CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(row, index)));
            tooLarge(CodecRig.refused(Phase.DECODE_FUNCTION, () -> rig.worker().readFunction(row.slice(index, 2))));
            tooLarge(CodecRig.refused(Phase.DECODE_RESULT, () -> rig.caller().decodeResult(row, index)));
        }
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void weight_countsWhatLiesInFiles() {
        CodecRig rig = CodecRig.in(spool);
        Codec.ItemWriter writer = rig.caller().writer();
        writer.add("small");
        long small = writer.weight();
        writer.add(bytes(500_000));
        writer.add("small");

        assertThat(small).isEqualTo(writer.bytes() - 41 - small).isBetween(5L, 20L);
        assertThat(writer.weight()).isEqualTo(writer.bytes() + 500_000);
        Items row = writer.take();
        assertThat(writer.weight()).isZero();
        assertThat(rig.caller().weight(row)).isEqualTo(row.bytes() + 500_000);
        assertThat(rig.caller().weight(row.slice(0, 1))).isEqualTo(small);
        assertThat(rig.caller().weight(row.slice(1, 3))).isGreaterThan(500_000);
        rig.caller().discard(row);
    }

    private static void tooLarge(TaskSerializationException refusal) {
        assertThat(refusal)
                .hasMessageContaining(" larger than ")
                .hasMessageContaining("taskpool.max-payload")
                .hasMessageMatching("(?s).*\\b(100000|100) bytes.*");
    }
}
