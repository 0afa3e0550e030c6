package dev.taskpool.remote.internal.share.client;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A handle is equal to another one of the same object. */
abstract class Handle implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Where the object is. */
    protected final Ref ref;

    Handle(Ref ref) {
        this.ref = ref;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Handle handle && handle.getClass() == getClass() && handle.ref.equals(ref);
    }

    @Override
    public final int hashCode() {
        return ref.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + ref + "]";
    }
}
