package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;

/** Says that a graph needs a deeper stack than the present thread's. */
final class TooDeepException extends KryoException {
    private static final long serialVersionUID = 1L;

    TooDeepException(String message) {
        super(message);
    }
}
