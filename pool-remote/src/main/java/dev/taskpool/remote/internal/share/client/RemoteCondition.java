package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Verb;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A handle of a condition. */
final class RemoteCondition extends Handle implements Condition {
    @Serial
    private static final long serialVersionUID = 1;

    private final RemoteLock lock;

    RemoteCondition(Ref ref, RemoteLock lock) {
        super(ref);
        this.lock = lock;
    }

    @Override
    public void await() throws InterruptedException {
        var unused = parkFor(Limit.FOREVER);
    }

    @Override
    public void awaitUninterruptibly() {
        long self = lock.requireHeld();
        int depth = lock.depth();
        var unused = ref.ask(Verb.AWAIT, self);
        lock.resume(depth);
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + Math.max(0, nanos);
        boolean woken = parkFor(Math.max(0, nanos));
        long left = deadline - System.nanoTime();
        return woken ? Math.max(1, left) : Math.min(0, left);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return parkFor(Math.max(0, unit.toNanos(time)));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // as the interface has it
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(deadline.getTime())); // may be very long
        return parkFor(Math.max(0, TimeUnit.NANOSECONDS.convert(left)));
    }

    /** Whether it was woken before time was up; the lock is held again, however this ends. */
    private boolean parkFor(long limit) throws InterruptedException {
        long self = lock.requireHeld();
        int depth = lock.depth();
        try {
            return Answers.isOk(ref.await(Verb.AWAIT, self, limit));
        } finally {
            lock.resume(depth);
        }
    }

    @Override
    public void signal() {
        lock.requireHeld();
        var unused = ref.ask(Verb.SIGNAL, 0);
    }

    @Override
    public void signalAll() {
        lock.requireHeld();
        var unused = ref.ask(Verb.SIGNAL_ALL, 0);
    }
}
