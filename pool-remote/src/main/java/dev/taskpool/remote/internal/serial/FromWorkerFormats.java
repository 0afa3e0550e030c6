package dev.taskpool.remote.internal.serial;

import static dev.taskpool.remote.internal.serial.WireBytes.getAll;
import static dev.taskpool.remote.internal.serial.WireBytes.getByte;
import static dev.taskpool.remote.internal.serial.WireBytes.getBytes;
import static dev.taskpool.remote.internal.serial.WireBytes.getInt;
import static dev.taskpool.remote.internal.serial.WireBytes.getItems;
import static dev.taskpool.remote.internal.serial.WireBytes.getLong;
import static dev.taskpool.remote.internal.serial.WireBytes.getLongs;
import static dev.taskpool.remote.internal.serial.WireBytes.getText;
import static dev.taskpool.remote.internal.serial.WireBytes.putAll;
import static dev.taskpool.remote.internal.serial.WireBytes.putBytes;
import static dev.taskpool.remote.internal.serial.WireBytes.putInt;
import static dev.taskpool.remote.internal.serial.WireBytes.putItems;
import static dev.taskpool.remote.internal.serial.WireBytes.putLong;
import static dev.taskpool.remote.internal.serial.WireBytes.putLongs;
import static dev.taskpool.remote.internal.serial.WireBytes.putText;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.FromWorker.Began;
import dev.taskpool.remote.internal.wire.FromWorker.Chatter;
import dev.taskpool.remote.internal.wire.FromWorker.Dropped;
import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.FromWorker.GaveBack;
import dev.taskpool.remote.internal.wire.FromWorker.Hello;
import dev.taskpool.remote.internal.wire.FromWorker.InitializerFailed;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import dev.taskpool.remote.internal.wire.FromWorker.Outcome;
import dev.taskpool.remote.internal.wire.FromWorker.Outcomes;
import dev.taskpool.remote.internal.wire.FromWorker.Pong;
import dev.taskpool.remote.internal.wire.FromWorker.Progress;
import dev.taskpool.remote.internal.wire.FromWorker.Ready;
import dev.taskpool.remote.internal.wire.FromWorker.Threads;
import dev.taskpool.remote.internal.wire.FromWorker.Values;
import dev.taskpool.spi.Piece;
import java.nio.ByteBuffer;
import java.util.List;

/** The formats of what a child tells its parent; their manifests are small letters. */
final class FromWorkerFormats {
    static final List<WireFormat<? extends FromWorker>> ALL = List.of(
            new WireFormat<>("h", Hello.class, FromWorkerFormats::putHello, FromWorkerFormats::getHello),
            WireFormat.empty("r", new Ready(), Ready.class),
            new WireFormat<>(
                    "x",
                    InitializerFailed.class,
                    (out, it) -> putBytes(out, it.failure()),
                    in -> new InitializerFailed(getBytes(in))),
            new WireFormat<>("o", Outcomes.class, FromWorkerFormats::putOutcomes, FromWorkerFormats::getOutcomes),
            new WireFormat<>("b", Began.class, FromWorkerFormats::putBegan, FromWorkerFormats::getBegan),
            new WireFormat<>(
                    "g",
                    GaveBack.class,
                    (out, it) -> putAll(out, it.pieces(), FromWorkerFormats::putPiece),
                    in -> new GaveBack(getAll(in, FromWorkerFormats::getPiece))),
            new WireFormat<>("d", Dropped.class, FromWorkerFormats::putDropped, FromWorkerFormats::getDropped),
            new WireFormat<>("p", Pong.class, (out, it) -> putLong(out, it.number()), in -> new Pong(getLong(in))),
            new WireFormat<>("s", Threads.class, (out, it) -> putText(out, it.dump()), in -> new Threads(getText(in))),
            new WireFormat<>("c", Chatter.class, FromWorkerFormats::putChatter, FromWorkerFormats::getChatter));

    private static final byte VALUES = 0;
    private static final byte FAULT = 1;
    private static final byte RETRYABLE_FAULT = 2;

    private FromWorkerFormats() {}

    private static void putHello(ByteBuffer out, Hello hello) {
        putInt(out, hello.protocolVersion());
        putInt(out, hello.workerId());
        putText(out, hello.token());
        putLong(out, hello.pid());
        putText(out, hello.agent());
    }

    private static Hello getHello(ByteBuffer in) {
        return new Hello(getInt(in), getInt(in), getText(in), getLong(in), getText(in));
    }

    private static void putOutcomes(ByteBuffer out, Outcomes outcomes) {
        putLong(out, outcomes.number());
        putAll(out, outcomes.outcomes(), FromWorkerFormats::putOutcome);
    }

    private static Outcomes getOutcomes(ByteBuffer in) {
        return new Outcomes(getLong(in), getAll(in, FromWorkerFormats::getOutcome));
    }

    private static void putOutcome(ByteBuffer out, Outcome outcome) {
        if (outcome instanceof Values values) {
            out.put(VALUES);
            putLong(out, values.unitId());
            putInt(out, values.offset());
            putItems(out, values.results());
            putLongs(out, values.elapsedNanos());
        } else if (outcome instanceof Fault fault) {
            out.put(fault.retryable() ? RETRYABLE_FAULT : FAULT);
            putLong(out, fault.unitId());
            putInt(out, fault.offset());
            putBytes(out, fault.failure());
            putLong(out, fault.elapsedNanos());
        }
    }

    private static Outcome getOutcome(ByteBuffer in) {
        byte kind = getByte(in);
        return switch (kind) {
            case VALUES -> new Values(getLong(in), getInt(in), getItems(in), getLongs(in));
            case FAULT, RETRYABLE_FAULT ->
                new Fault(getLong(in), getInt(in), getBytes(in), getLong(in), kind == RETRYABLE_FAULT);
            default -> throw new IllegalArgumentException("outcome: kind " + kind + " (expected: 0 to 2)");
        };
    }

    private static void putBegan(ByteBuffer out, Began began) {
        putLong(out, began.unitId());
        putInt(out, began.offset());
    }

    private static Began getBegan(ByteBuffer in) {
        return new Began(getLong(in), getInt(in));
    }

    private static void putDropped(ByteBuffer out, Dropped dropped) {
        putLong(out, dropped.callId());
        putAll(out, dropped.pieces(), FromWorkerFormats::putPiece);
    }

    private static Dropped getDropped(ByteBuffer in) {
        return new Dropped(getLong(in), getAll(in, FromWorkerFormats::getPiece));
    }

    private static void putPiece(ByteBuffer out, Piece piece) {
        putLong(out, piece.unitId());
        putInt(out, piece.from());
        putInt(out, piece.to());
    }

    private static Piece getPiece(ByteBuffer in) {
        return new Piece(getLong(in), getInt(in), getInt(in));
    }

    private static void putChatter(ByteBuffer out, Chatter chatter) {
        putAll(out, chatter.lines(), FromWorkerFormats::putLine);
        putAll(out, chatter.progress(), FromWorkerFormats::putProgress);
        putLong(out, chatter.lostLines());
    }

    private static Chatter getChatter(ByteBuffer in) {
        return new Chatter(
                getAll(in, FromWorkerFormats::getLine), getAll(in, FromWorkerFormats::getProgress), getLong(in));
    }

    private static void putLine(ByteBuffer out, LogLine line) {
        putInt(out, line.level());
        putText(out, line.logger());
        putText(out, line.thread());
        putText(out, line.message());
        putText(out, line.trace());
    }

    private static LogLine getLine(ByteBuffer in) {
        return new LogLine(getInt(in), getText(in), getText(in), getText(in), getText(in));
    }

    private static void putProgress(ByteBuffer out, Progress progress) {
        putLong(out, progress.unitId());
        putInt(out, progress.offset());
        WireBytes.putDouble(out, progress.fraction());
        putText(out, progress.message());
    }

    private static Progress getProgress(ByteBuffer in) {
        return new Progress(getLong(in), getInt(in), WireBytes.getDouble(in), getText(in));
    }
}
