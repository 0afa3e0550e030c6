package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.TaskAction;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.sync.SharedBarrier;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/** A handle of a barrier. */
final class RemoteBarrier extends Handle implements SharedBarrier {
    @Serial
    private static final long serialVersionUID = 1;

    private final int parties;
    private final byte @Nullable [] action;

    RemoteBarrier(Ref ref, int parties, byte @Nullable [] action) {
        super(ref);
        this.parties = parties;
        this.action = action;
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return awaitWithin(Limit.FOREVER);
    }

    @Override
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException {
        return awaitWithin(Limit.of(timeout));
    }

    private int awaitWithin(long limit) throws InterruptedException, BrokenBarrierException {
        if (Thread.interrupted()) {
            abort(); // the others would wait for a party that does not come
            throw new InterruptedException();
        }
        Frame answer = ref.await(Verb.AWAIT, 0, limit);
        return switch (answer.verb()) {
            case OK -> (int) answer.number();
            case NOTHING -> act(answer.number(), Objects.requireNonNull(action));
            case CANCELLED -> throw new BrokenBarrierException("time was up before all had come");
            default -> throw new BrokenBarrierException("the barrier is broken");
        };
    }

    /** This party is the last to arrive. */
    private int act(long round, byte[] written) throws BrokenBarrierException {
        try {
            Ref.<TaskAction>read(written).run();
        } catch (Throwable e) {
            var unused = ref.ask(Verb.ACTION_FAILED, round);
            throw new PoolException("the action of a barrier has failed: " + e, e);
        }
        if (!Answers.isOk(ref.ask(Verb.ACTION_DONE, round))) {
            throw new BrokenBarrierException("the barrier was broken while its action ran");
        }
        return 0;
    }

    @Override
    public void reset() {
        var unused = ref.ask(Verb.RESET, 0);
    }

    @Override
    public void abort() {
        var unused = ref.ask(Verb.ABORT, 0);
    }

    @Override
    public boolean isBroken() {
        return Answers.isOk(ref.ask(Verb.GET, 0));
    }

    @Override
    public int parties() {
        return parties;
    }

    @Override
    public int waiting() {
        return (int) ref.ask(Verb.SIZE, 0).number();
    }
}
