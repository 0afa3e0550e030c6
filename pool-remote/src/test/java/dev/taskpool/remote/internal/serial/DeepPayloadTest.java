package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads that are deeper than any that this side would write: their bytes repeat what opens a level. */
class DeepPayloadTest {
    private static final int LEVELS = 200_000;

    @TempDir
    Path spool;

    record Box(Object content) {}

    @Test
    void deeperThanTheStack_isRefusedWhateverItIsMadeOf() {
        CodecRig rig = CodecRig.in(spool);
        Map<String, UnaryOperator<Object>> kinds = Map.of(
                "list", inner -> new ArrayList<>(Arrays.asList(inner)),
                "array", inner -> new Object[] {inner},
                "map", inner -> new HashMap<>(Map.of("key", inner)),
                "key", inner -> new HashMap<>(Map.of(inner, "value")),
                "record", Box::new,
                "optional", Optional::of,
                "reference", AtomicReference::new);
        kinds.forEach((name, level) -> {
            byte[] deep = deepened(levels -> item(rig, nested(level, levels)));

            var refusal = CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(Items.Encoded.of(deep), 0));

            assertThat(refusal).as(name).hasMessageContaining("too deep");
            assertBrief(refusal);
        });
        assertThat(rig.worker().readItem(rig.row("whole"), 0)).isEqualTo("whole");
    }

    @Test
    void faultInTheDepth_isToldBriefly() {
        CodecRig rig = CodecRig.in(spool);
        byte[] whole = item(rig, nested(Box::new, 2_000));
        Items cut = Items.Encoded.of(Arrays.copyOf(whole, whole.length - 1));

        var read = CodecRig.refused(Phase.DECODE_ITEM, () -> rig.worker().readItem(cut, 0));
        Object thread = nested(Box::new, 2_000, new Thread("never started"));
        var written = CodecRig.refused(Phase.ENCODE_RESULT, () -> rig.worker().writeResult(thread));

        assertBrief(read);
        assertBrief(written);
        assertThat(written.className()).isEqualTo("java.lang.Thread");
        assertThat(written.path()).startsWith("Box.content.content.").endsWith(".content.content");
    }

    private static void assertBrief(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(String.valueOf(t.getMessage())).hasSizeLessThan(5_000);
        }
    }

    @Test
    void failureWithMoreCausesThanAreWritten_isRefused() {
        CodecRig rig = CodecRig.in(spool);
        byte[] deep = deepened(DeepPayloadTest::failure);

        assertThat(rig.caller().decodeFailure(Items.Encoded.of(deep), CodecRig.ITEM_7))
                .isInstanceOf(TaskSerializationException.class)
                .hasMessageContaining("malformed failure");
    }

    private static Object nested(UnaryOperator<Object> level, int levels) {
        return nested(level, levels, "innermost");
    }

    private static Object nested(UnaryOperator<Object> level, int levels, Object innermost) {
        Object nested = innermost;
        for (int i = 0; i < levels; i++) {
            nested = level.apply(nested);
        }
        return nested;
    }

    private static byte[] item(CodecRig rig, Object item) {
        Items.Encoded row = rig.row(item);
        return Arrays.copyOfRange(row.data(), row.start(0), row.start(1));
    }

    private static byte[] failure(int causes) {
        Thrown thrown = new Thrown("a.Innermost", null, List.of(), new byte[0], null, List.of());
        for (int i = 0; i < causes; i++) {
            thrown = new Thrown("a.Outer", null, List.of(), new byte[0], thrown, List.of());
        }
        var out = new Output(64, -1);
        out.writeByte(PayloadTag.GRAPH);
        FailureFormat.write(out, new FailureReport(thrown, "", null));
        return out.toBytes();
    }

    /** Finds the bytes that open a level, by comparing a few payloads, and repeats them very often. */
    private static byte[] deepened(IntFunction<byte[]> payloadOfLevels) {
        byte[] payload = payloadOfLevels.apply(21);
        int at = Arrays.mismatch(payloadOfLevels.apply(20), payload);
        int next = Arrays.mismatch(payload, payloadOfLevels.apply(22));
        byte[] opening = Arrays.copyOfRange(payload, at, next);
        assertThat(opening).isNotEmpty();
        byte[] openings = Mutator.repeat(opening, LEVELS);
        byte[] deep = Arrays.copyOf(payload, payload.length + openings.length);
        System.arraycopy(openings, 0, deep, at, openings.length);
        System.arraycopy(payload, at, deep, at + openings.length, payload.length - at);
        return deep;
    }
}
