package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.sync.SharedSemaphore;
import java.io.Serial;
import java.time.Duration;

/** A handle of a semaphore. */
final class RemoteSemaphore extends Handle implements SharedSemaphore {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteSemaphore(Ref ref) {
        super(ref);
    }

    @Override
    public void acquire() throws InterruptedException {
        var unused = ref.await(Verb.ACQUIRE, 0, Limit.FOREVER);
    }

    @Override
    public boolean tryAcquire() {
        return Answers.isOk(ref.ask(Verb.POLL, 0));
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return Answers.isOk(ref.await(Verb.ACQUIRE, 0, Limit.of(timeout)));
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("permits: " + permits + " (expected: 1 or more)");
        }
        var unused = ref.ask(Verb.RELEASE, permits);
    }

    @Override
    public int availablePermits() {
        return (int) ref.ask(Verb.SIZE, 0).number();
    }
}
