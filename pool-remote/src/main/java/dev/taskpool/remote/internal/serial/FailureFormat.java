package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.serial.FailureReport.Unserializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link FailureReport} becomes bytes. */
final class FailureFormat {
    private FailureFormat() {}

    static void write(Output out, FailureReport report) {
        out.writeString(report.stackTrace());
        Unserializable unserializable = report.unserializable();
        out.writeBoolean(unserializable != null);
        if (unserializable != null) {
            out.writeString(unserializable.phase().name());
            out.writeString(unserializable.className());
            out.writeString(unserializable.path());
        }
        writeThrown(out, report.thrown());
    }

    static FailureReport read(Input in) throws GraphException {
        String stackTrace = text(in);
        Unserializable unserializable = in.readBoolean() ? readUnserializable(in) : null;
        return new FailureReport(readThrown(in, 0), stackTrace, unserializable);
    }

    private static Unserializable readUnserializable(Input in) throws GraphException {
        return new Unserializable(Phase.valueOf(text(in)), text(in), text(in));
    }

    private static void writeThrown(Output out, Thrown thrown) {
        out.writeString(thrown.className());
        out.writeString(thrown.message());
        out.writeVarInt(thrown.frames().size(), true);
        thrown.frames().forEach(frame -> writeFrame(out, frame));
        out.writeVarInt(thrown.original().length, true);
        out.writeBytes(thrown.original());
        out.writeBoolean(thrown.cause() != null);
        if (thrown.cause() != null) {
            writeThrown(out, thrown.cause());
        }
        out.writeVarInt(thrown.suppressed().size(), true);
        thrown.suppressed().forEach(part -> writeThrown(out, part));
    }

    private static Thrown readThrown(Input in, int depth) throws GraphException {
        count(depth, Thrown.MAX_DEPTH);
        String className = text(in);
        String message = in.readString();
        List<StackTraceElement> frames = new ArrayList<>();
        for (int left = count(in.readVarInt(true), Thrown.MAX_FRAMES); left > 0; left--) {
            frames.add(readFrame(in));
        }
        byte[] original = in.readBytes(in.readVarInt(true));
        Thrown cause = in.readBoolean() ? readThrown(in, depth + 1) : null;
        List<Thrown> suppressed = new ArrayList<>();
        for (int left = count(in.readVarInt(true), Thrown.MAX_SUPPRESSED); left > 0; left--) {
            suppressed.add(readThrown(in, depth + 1));
        }
        return new Thrown(className, message, frames, original, cause, suppressed);
    }

    private static void writeFrame(Output out, StackTraceElement frame) {
        out.writeString(frame.getClassLoaderName());
        out.writeString(frame.getModuleName());
        out.writeString(frame.getModuleVersion());
        out.writeString(frame.getClassName());
        out.writeString(frame.getMethodName());
        out.writeString(frame.getFileName());
        out.writeVarInt(frame.getLineNumber(), false);
    }

    @SuppressWarnings("NullAway") // StackTraceElement itself says which of its parts may be null
    private static StackTraceElement readFrame(Input in) throws GraphException {
        return new StackTraceElement(
                in.readString(),
                in.readString(),
                in.readString(),
                text(in),
                text(in),
                in.readString(),
                in.readVarInt(false));
    }

    private static String text(Input in) throws GraphException {
        @Nullable String text = in.readString();
        if (text == null) {
            throw new GraphException("", "", "malformed failure: a text is missing", null);
        }
        return text;
    }

    private static int count(int count, int max) throws GraphException {
        if (count < 0 || count > max) {
            throw new GraphException("", "", "malformed failure: " + count + " (expected: 0 to " + max + ")", null);
        }
        return count;
    }
}
