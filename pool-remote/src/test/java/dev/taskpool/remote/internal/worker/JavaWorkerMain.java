package dev.taskpool.remote.internal.worker;

import dev.taskpool.spi.Items;

/** A worker whose payloads are written by Java serialization, so that tests of the host need no codec. */
public final class JavaWorkerMain {
    private JavaWorkerMain() {}

    public static void main(String[] args) {
        WorkerProcess.start(OwnStdin.take(args), bootstrap -> new JavaPayloads());
    }

    /** Writes an object. */
    public static byte[] write(Object value) {
        return JavaPayloads.write(value);
    }

    /** Reads an object. */
    public static Object read(Items.Encoded row, int index) {
        return JavaPayloads.read(row, index);
    }
}
