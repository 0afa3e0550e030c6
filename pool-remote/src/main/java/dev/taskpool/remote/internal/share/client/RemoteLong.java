package dev.taskpool.remote.internal.share.client;

import dev.taskpool.sync.SharedLong;
import java.io.Serial;

/** A handle of a whole number. */
final class RemoteLong extends Handle implements SharedLong {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteLong(Ref ref) {
        super(ref);
    }

    @Override
    public long get() {
        return ref.words().get(ref.word());
    }

    @Override
    public void set(long value) {
        ref.words().set(ref.word(), value);
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return ref.words().compareAndSet(ref.word(), expected, value);
    }

    @Override
    public long getAndAdd(long delta) {
        return ref.words().getAndAdd(ref.word(), delta);
    }
}
