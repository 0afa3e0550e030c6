package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.ShippedValue;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;

/** Writes Java's serialized form; sees each object's class first, and how deep it is. */
final class JavaFormOutput extends ObjectOutputStream {
    private static final int OBJECTS_PER_DEPTH_CHECK = 128;

    private final OutputStream out;
    private final ClassGate gate;
    private final StackRoom room;
    private int objects;

    JavaFormOutput(OutputStream out, ClassGate gate, StackRoom room) throws IOException {
        super(out);
        this.out = out;
        this.gate = gate;
        this.room = room;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
        Class<?> type = object.getClass();
        if (!(object instanceof String) && !type.isHidden()) {
            gate.check(type);
        }
        if (object instanceof ShippedValue shipped && out instanceof PayloadOutput payload) {
            payload.add(shipped);
        }
        objects++;
        if (objects % OBJECTS_PER_DEPTH_CHECK == 0) {
            room.requireFrames();
        }
        return object instanceof SerializedLambda form ? MistakenClosure.inPlaceOf(form, gate) : object;
    }

    /** The bytes beneath belong to the caller. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
