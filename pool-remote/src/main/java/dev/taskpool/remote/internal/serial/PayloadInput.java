package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;

/** The graph of a payload whose large arrays stand apart. */
final class PayloadInput extends Input {
    private final PartInput parts;

    /** The parts are read from where they are now. */
    PayloadInput(byte[] graph, PartInput parts) {
        super(graph);
        this.parts = parts;
        parts.mark();
    }

    PartInput parts() {
        return parts;
    }
}
