package dev.taskpool.remote;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** A value that refuses to be written or read, in the process of one's choice. */
final class Saboteur implements KryoSerializable {
    /** Where it refuses. */
    enum When {
        WRITTEN_IN_THE_PARENT,
        READ_IN_THE_WORKER,
        WRITTEN_IN_THE_WORKER,
        READ_IN_THE_PARENT,
        /** Not only refuses: it takes the worker along. */
        HALTS_ITS_READER,
        /** Likewise, on the way back. */
        HALTS_ITS_WRITER
    }

    /** What a worker exits with that is halted. */
    static final int EXIT_CODE = 77;

    private When when;

    Saboteur(When when) {
        this.when = when;
    }

    /** Does nothing, for functions that are to hold on to this. */
    void idle() {
        refuseIf(false);
    }

    @Override
    public void write(Kryo kryo, Output output) {
        refuseIf(when == (inWorker() ? When.WRITTEN_IN_THE_WORKER : When.WRITTEN_IN_THE_PARENT));
        haltIf(when == When.HALTS_ITS_WRITER && inWorker());
        output.writeString(when.name());
    }

    @Override
    public void read(Kryo kryo, Input input) {
        when = When.valueOf(input.readString());
        haltIf(when == When.HALTS_ITS_READER && inWorker());
        refuseIf(when == (inWorker() ? When.READ_IN_THE_WORKER : When.READ_IN_THE_PARENT));
    }

    private static boolean inWorker() {
        return dev.taskpool.TaskContext.isWorker();
    }

    private static void haltIf(boolean now) {
        if (now) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private void refuseIf(boolean now) {
        if (now) {
            throw new IllegalStateException("sabotage " + when);
        }
    }
}
