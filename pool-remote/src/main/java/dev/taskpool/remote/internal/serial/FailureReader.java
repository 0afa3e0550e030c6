package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import dev.taskpool.PoolException;
import dev.taskpool.StandInException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.serial.FailureReport.Unserializable;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.Items;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of what a worker told the exception that the caller gets. Thread-safe. */
final class FailureReader {
    private static final Logger log = LoggerFactory.getLogger(FailureReader.class);

    private final PayloadPlan plan;
    private final PayloadReader reader;

    FailureReader(PayloadPlan plan, PayloadReader reader) {
        this.plan = plan;
        this.reader = reader;
    }

    PoolException read(Items failure, FailureContext context) {
        FailureReport report;
        try {
            report = reader.readContent(failure, 0, Phase.DECODE_RESULT, FailureFormat::read);
        } catch (TaskSerializationException e) {
            return new TaskSerializationException(
                    "the failure of the task: " + e.getMessage(),
                    e.getCause(),
                    e.phase(),
                    e.className(),
                    e.path(),
                    context.itemIndex(),
                    context.attempts());
        }
        Unserializable unserializable = report.unserializable();
        return unserializable == null ? failed(report, context) : unserializable(report, unserializable, context);
    }

    private TaskFailedException failed(FailureReport report, FailureContext context) {
        String who = context.itemIndex() < 0 ? "the task" : "item " + context.itemIndex();
        return new TaskFailedException(
                who + " failed: " + report.thrown().headline(),
                revive(report.thrown()),
                report.stackTrace(),
                context.workerId(),
                context.itemIndex(),
                context.attempts());
    }

    private TaskSerializationException unserializable(
            FailureReport report, Unserializable unserializable, FailureContext context) {
        Thrown thrown = report.thrown();
        var exception = new TaskSerializationException(
                thrown.message() == null ? "" : thrown.message(),
                thrown.cause() == null ? null : revive(thrown.cause()),
                unserializable.phase(),
                unserializable.className(),
                unserializable.path(),
                context.itemIndex(),
                context.attempts());
        exception.setStackTrace(thrown.frames().toArray(new StackTraceElement[0]));
        return exception;
    }

    private Throwable revive(Thrown thrown) {
        Throwable original = original(thrown);
        return original != null ? original : standIn(thrown);
    }

    private StandInException standIn(Thrown thrown) {
        Throwable cause = thrown.cause() == null ? null : revive(thrown.cause());
        var standIn = new StandInException(thrown.className(), thrown.message(), cause);
        standIn.setStackTrace(thrown.frames().toArray(new StackTraceElement[0]));
        thrown.suppressed().forEach(part -> standIn.addSuppressed(revive(part)));
        return standIn;
    }

    private @Nullable Throwable original(Thrown thrown) {
        if (thrown.original().length == 0) {
            return null;
        }
        try (var in = new Input(thrown.original())) {
            Object read = plan.graphs().read(in);
            return read instanceof Throwable t && t.getClass().getName().equals(thrown.className()) ? t : null;
        } catch (GraphException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            log.debug("exception gets a stand-in class={} cause={}", thrown.className(), e.toString());
            return null;
        }
    }
}
