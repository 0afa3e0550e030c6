package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.serial.FailureReport.Unserializable;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a task threw, and always writes something. Not thread-safe. */
final class FailureWriter {
    private static final Logger log = LoggerFactory.getLogger(FailureWriter.class);

    private final PayloadPlan plan;
    private final PayloadWriter writer;
    private final RowBuffer row = new RowBuffer();
    private final byte[] lastResort = alone(new FailureReport(
            new Thrown("java.lang.Throwable", "(could not be written)", List.of(), new byte[0], null, List.of()),
            "",
            null));

    FailureWriter(PayloadPlan plan) {
        this.plan = plan;
        this.writer = new PayloadWriter(plan);
    }

    byte[] write(Throwable failure) {
        FailureReport report = null;
        try {
            report = report(failure);
            return encoded(report);
        } catch (Throwable t) { // there must be an answer, whatever the exception's own code does
            log.debug(
                    "failure is shortened class={} cause={}", failure.getClass().getName(), t.toString());
            return shortened(failure, report);
        }
    }

    private FailureReport report(Throwable failure) {
        var capture = new ThrownCapture(plan.graphs(), plan.maxPayloadBytes());
        if (failure instanceof TaskSerializationException e && isOwn(e)) {
            Thrown thrown = capture.captureParts(e);
            return new FailureReport(thrown, TraceText.of(e, thrown), unserializable(e));
        }
        Thrown thrown = capture.capture(failure);
        return new FailureReport(thrown, TraceText.of(failure, thrown), null);
    }

    /** One of this worker's, and not one that a task got from a pool of its own: those have other phases or attempts. */
    private static boolean isOwn(TaskSerializationException e) {
        return e.attempts() == 0
                && switch (e.phase()) {
                    case DECODE_FUNCTION, DECODE_ITEM, ENCODE_RESULT -> true;
                    case ENCODE_FUNCTION, ENCODE_ITEM, DECODE_RESULT -> false;
                };
    }

    private static Unserializable unserializable(TaskSerializationException e) {
        return new Unserializable(e.phase(), e.className(), e.path());
    }

    private byte[] encoded(FailureReport report) {
        row.clear();
        writer.writeContent(row, out -> FailureFormat.write(out, report), Phase.ENCODE_RESULT);
        Items.Encoded written = row.view();
        return Arrays.copyOfRange(written.data(), written.start(0), written.start(1));
    }

    private byte[] shortened(Throwable failure, @Nullable FailureReport report) {
        try {
            return alone(report != null ? report.shortened() : unknown(failure));
        } catch (Throwable t) { // no memory is left
            return lastResort.clone();
        }
    }

    private static FailureReport unknown(Throwable failure) {
        return new FailureReport(
                new Thrown(failure.getClass().getName(), null, List.of(), new byte[0], null, List.of()), "", null);
    }

    /** Without a file, and without a limit: it is short. */
    private static byte[] alone(FailureReport report) {
        try (Output out = new Output(1024, 4 * Wire.INLINE_BYTES)) {
            out.writeByte(PayloadTag.GRAPH);
            FailureFormat.write(out, report);
            return out.toBytes();
        }
    }
}
