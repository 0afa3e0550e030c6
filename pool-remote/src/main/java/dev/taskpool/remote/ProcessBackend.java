package dev.taskpool.remote;

import dev.taskpool.remote.internal.host.ProcessSite;
import dev.taskpool.remote.internal.serial.KryoCodec;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkerBackend;
import dev.taskpool.spi.WorkerSite;
import dev.taskpool.spi.WorkerSpec;
import java.util.Objects;

/** Workers that are child JVMs on this machine; found by {@link java.util.ServiceLoader}. Thread-safe. */
public final class ProcessBackend implements WorkerBackend {
    /** For the service loader. */
    public ProcessBackend() {}

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public WorkerSite open(PoolEnvironment environment) {
        WorkerSpec spec = environment.spec();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        ClassLoader loader =
                ofThread != null ? ofThread : Objects.requireNonNull(getClass().getClassLoader());
        return ProcessSite.open(
                environment,
                new ProcessSite.Program(
                        WorkerMain.class.getName(),
                        spool -> new KryoCodec(spec.allow(), spec.deny(), loader, spool, spec.maxPayloadBytes()),
                        ClassArchives::make));
    }
}
