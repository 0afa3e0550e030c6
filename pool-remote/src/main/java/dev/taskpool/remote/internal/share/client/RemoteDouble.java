package dev.taskpool.remote.internal.share.client;

import dev.taskpool.sync.SharedDouble;
import java.io.Serial;

/** A handle of a number. */
final class RemoteDouble extends Handle implements SharedDouble {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteDouble(Ref ref) {
        super(ref);
    }

    @Override
    public double get() {
        return Double.longBitsToDouble(ref.words().get(ref.word()));
    }

    @Override
    public void set(double value) {
        ref.words().set(ref.word(), Double.doubleToRawLongBits(value));
    }

    @Override
    public boolean compareAndSet(double expected, double value) {
        return ref.words()
                .compareAndSet(ref.word(), Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value));
    }
}
