package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.sync.SharedEvent;
import java.io.Serial;
import java.time.Duration;

/** A handle of an event. */
final class RemoteEvent extends Handle implements SharedEvent {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteEvent(Ref ref) {
        super(ref);
    }

    @Override
    public void set() {
        var unused = ref.ask(Verb.SET, 0);
    }

    @Override
    public void clear() {
        var unused = ref.ask(Verb.CLEAR, 0);
    }

    @Override
    public boolean isSet() {
        return ref.words().get(ref.word()) != 0;
    }

    @Override
    public void await() throws InterruptedException {
        var unused = awaitWithin(Limit.FOREVER);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitWithin(Limit.of(timeout));
    }

    private boolean awaitWithin(long limit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return isSet() || (limit > 0 && Answers.isOk(ref.await(Verb.AWAIT, 0, limit)));
    }
}
