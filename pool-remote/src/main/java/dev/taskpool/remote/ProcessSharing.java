package dev.taskpool.remote;

import dev.taskpool.process.Pipe;
import dev.taskpool.remote.internal.serial.StoredValues;
import dev.taskpool.remote.internal.share.client.OwnManager;
import dev.taskpool.remote.internal.share.client.OwnPipes;
import dev.taskpool.spi.SharingBackend;
import dev.taskpool.spi.WrittenValue;
import dev.taskpool.sync.Manager;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Objects that processes on this machine share; found by {@link java.util.ServiceLoader}. Thread-safe. */
public final class ProcessSharing implements SharingBackend {
    /** For the service loader. */
    public ProcessSharing() {}

    @Override
    public Manager startManager() {
        return OwnManager.start();
    }

    @Override
    public <T> Pipe<T> openPipe(boolean oneWay) {
        return OwnPipes.open(oneWay);
    }

    @Override
    public WrittenValue writeValue(@Nullable Object value) {
        return StoredValues.write(value);
    }

    @Override
    public @Nullable Object readValue(Path file) {
        return StoredValues.read(file);
    }
}
