package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.serial.WorkerCodec;
import dev.taskpool.remote.internal.wire.Bootstrap;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Payloads as the pool's codec writes them. */
final class CodecPayloads implements Payloads {
    private final WorkerCodec codec;

    private CodecPayloads(WorkerCodec codec) {
        this.codec = codec;
    }

    /** Makes the codec that the parent asks for, and gets it going: most of its classes are loaded at its first use. */
    static CodecPayloads of(Bootstrap bootstrap) {
        var codec = new WorkerCodec(
                bootstrap.allow(),
                bootstrap.deny(),
                ClassLoader.getSystemClassLoader(),
                Path.of(bootstrap.spoolDirectory()),
                bootstrap.workerId(),
                bootstrap.maxPayloadBytes());
        codec.ruleThisProcess();
        var unused = codec.readItem(codec.writeResult(0), 0);
        return new CodecPayloads(codec);
    }

    @Override
    public Object readFunction(Items function) {
        return codec.readFunction(function);
    }

    @Override
    public @Nullable Object readItem(Items items, int index) {
        return codec.readItem(items, index);
    }

    @Override
    public Items.Encoded writeResult(@Nullable Object result) {
        return codec.writeResult(result);
    }

    @Override
    public void publish() {
        codec.publish();
    }

    @Override
    public boolean hasTooManyUnread() {
        return codec.hasTooManyUnread();
    }

    @Override
    public byte[] writeFailure(Throwable failure) {
        return codec.writeFailure(failure);
    }
}
