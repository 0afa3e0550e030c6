package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import org.jspecify.annotations.Nullable;

/** Names, inside Kryo, the class that stands in the way. */
final class RefusedException extends KryoException {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final String reason;

    RefusedException(String className, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.className = className;
        this.reason = reason;
    }

    RefusedException(String className, String reason) {
        this(className, reason, null);
    }

    String className() {
        return className;
    }

    /** The message without the path that Kryo appends to it. */
    String reason() {
        return reason;
    }
}
