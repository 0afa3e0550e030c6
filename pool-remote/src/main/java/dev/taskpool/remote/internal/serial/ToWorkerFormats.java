package dev.taskpool.remote.internal.serial;

import static dev.taskpool.remote.internal.serial.WireBytes.getAll;
import static dev.taskpool.remote.internal.serial.WireBytes.getBoolean;
import static dev.taskpool.remote.internal.serial.WireBytes.getInt;
import static dev.taskpool.remote.internal.serial.WireBytes.getItems;
import static dev.taskpool.remote.internal.serial.WireBytes.getLong;
import static dev.taskpool.remote.internal.serial.WireBytes.getText;
import static dev.taskpool.remote.internal.serial.WireBytes.putAll;
import static dev.taskpool.remote.internal.serial.WireBytes.putBoolean;
import static dev.taskpool.remote.internal.serial.WireBytes.putInt;
import static dev.taskpool.remote.internal.serial.WireBytes.putItems;
import static dev.taskpool.remote.internal.serial.WireBytes.putLong;
import static dev.taskpool.remote.internal.serial.WireBytes.putText;

import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.remote.internal.wire.ToWorker.ChatterRead;
import dev.taskpool.remote.internal.wire.ToWorker.Drop;
import dev.taskpool.remote.internal.wire.ToWorker.DumpThreads;
import dev.taskpool.remote.internal.wire.ToWorker.Forget;
import dev.taskpool.remote.internal.wire.ToWorker.Interrupt;
import dev.taskpool.remote.internal.wire.ToWorker.Leave;
import dev.taskpool.remote.internal.wire.ToWorker.OutcomesTaken;
import dev.taskpool.remote.internal.wire.ToWorker.Part;
import dev.taskpool.remote.internal.wire.ToWorker.Ping;
import dev.taskpool.remote.internal.wire.ToWorker.TakeBack;
import dev.taskpool.remote.internal.wire.ToWorker.Work;
import dev.taskpool.spi.CallInfo;
import java.nio.ByteBuffer;
import java.util.List;

/** The formats of what a parent tells a child; their manifests are capitals. */
final class ToWorkerFormats {
    static final List<WireFormat<? extends ToWorker>> ALL = List.of(
            new WireFormat<>("W", Work.class, ToWorkerFormats::putWork, ToWorkerFormats::getWork),
            new WireFormat<>("D", Drop.class, (out, it) -> putLong(out, it.callId()), in -> new Drop(getLong(in))),
            new WireFormat<>("I", Interrupt.class, ToWorkerFormats::putInterrupt, ToWorkerFormats::getInterrupt),
            new WireFormat<>("F", Forget.class, (out, it) -> putLong(out, it.callId()), in -> new Forget(getLong(in))),
            new WireFormat<>("P", Ping.class, (out, it) -> putLong(out, it.number()), in -> new Ping(getLong(in))),
            WireFormat.empty("S", new DumpThreads(), DumpThreads.class),
            WireFormat.empty("T", new TakeBack(), TakeBack.class),
            WireFormat.empty("L", new Leave(), Leave.class),
            WireFormat.empty("C", new ChatterRead(), ChatterRead.class),
            new WireFormat<>(
                    "O",
                    OutcomesTaken.class,
                    (out, it) -> putLong(out, it.number()),
                    in -> new OutcomesTaken(getLong(in))));

    private ToWorkerFormats() {}

    private static void putWork(ByteBuffer out, Work work) {
        putAll(out, work.calls(), ToWorkerFormats::putCall);
        putAll(out, work.parts(), ToWorkerFormats::putPart);
    }

    private static Work getWork(ByteBuffer in) {
        return new Work(getAll(in, ToWorkerFormats::getCall), getAll(in, ToWorkerFormats::getPart));
    }

    private static void putCall(ByteBuffer out, Announced announced) {
        CallInfo call = announced.call();
        putLong(out, call.callId());
        putInt(out, announced.functionNumber());
        putItems(out, call.function());
        putText(out, call.name());
        putBoolean(out, call.single());
        putBoolean(out, call.splittable());
        putLong(out, call.limitNanos());
        putAll(out, call.retryOn(), WireBytes::putText);
    }

    private static Announced getCall(ByteBuffer in) {
        long callId = getLong(in);
        int functionNumber = getInt(in);
        var call = new CallInfo(
                callId,
                getItems(in),
                getText(in),
                getBoolean(in),
                getBoolean(in),
                getLong(in),
                getAll(in, WireBytes::getText));
        return new Announced(call, functionNumber);
    }

    private static void putPart(ByteBuffer out, Part part) {
        putLong(out, part.unitId());
        putLong(out, part.callId());
        putInt(out, part.firstIndex());
        putInt(out, part.attempt());
        putInt(out, part.unitSize());
        putItems(out, part.items());
    }

    private static Part getPart(ByteBuffer in) {
        return new Part(getLong(in), getLong(in), getInt(in), getInt(in), getInt(in), getItems(in));
    }

    private static void putInterrupt(ByteBuffer out, Interrupt interrupt) {
        putLong(out, interrupt.unitId());
        putInt(out, interrupt.offset());
    }

    private static Interrupt getInterrupt(ByteBuffer in) {
        return new Interrupt(getLong(in), getInt(in));
    }
}
