package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.LockWord;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.remote.internal.share.Words;
import dev.taskpool.sync.SharedLock;
import java.io.Serial;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;

/** A handle of a lock ({@link LockWord}). */
final class RemoteLock extends Handle implements SharedLock {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean reentrant;

    RemoteLock(Ref ref, boolean reentrant) {
        super(ref);
        this.reentrant = reentrant;
    }

    /** How often a thread of this process has taken the lock; only the holder looks. */
    private static final class Holds {
        private int count;
    }

    private Holds holds() {
        return ref.session().state(ref.id(), 0, Holds.class, Holds::new);
    }

    private long self() {
        return LockWord.holder(ref.session().member(), ThreadNumber.ofThisThread());
    }

    @Override
    public void lock() {
        long self = self();
        if (!takeFree(self)) {
            var unused = ref.ask(Verb.ACQUIRE, self);
            entered();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        var unused = takeWithin(Limit.FOREVER);
    }

    @Override
    public boolean tryLock() {
        return takeFree(self());
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return takeWithin(Math.max(0, unit.toNanos(time)));
    }

    private boolean takeWithin(long limit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long self = self();
        if (takeFree(self)) {
            return true;
        }
        if (limit == 0 || !Answers.isOk(ref.await(Verb.ACQUIRE, self, limit))) {
            return false;
        }
        entered();
        return true;
    }

    /** Takes it if nobody has it, or once more if the calling thread has. */
    private boolean takeFree(long self) {
        Words words = ref.words();
        while (true) {
            long before = words.get(ref.word());
            long holder = LockWord.holderIn(before);
            if (holder == self && reentrant) {
                holds().count++;
                return true;
            }
            long marks = LockWord.marksIn(before);
            if (holder != 0 || (marks & LockWord.HANDED_OVER) != 0) {
                return false;
            }
            if (words.compareAndSet(ref.word(), before, LockWord.of(self, marks))) {
                entered();
                return true;
            }
        }
    }

    private void entered() {
        if (reentrant) {
            holds().count = 1;
        }
    }

    @Override
    public void unlock() {
        if (reentrant) {
            requireHeld();
            if (--holds().count > 0) {
                return;
            }
        }
        free();
    }

    private void free() {
        Words words = ref.words();
        while (true) {
            long before = words.get(ref.word());
            long marks = LockWord.marksIn(before);
            if (LockWord.holderIn(before) == 0) {
                throw new IllegalMonitorStateException("the lock is free");
            }
            boolean tells = (marks & LockWord.WAITED_FOR) != 0 && (marks & LockWord.TOLD) == 0;
            long after = LockWord.of(0, tells ? marks | LockWord.TOLD : marks);
            if (words.compareAndSet(ref.word(), before, after)) {
                if (tells) {
                    ref.tell(Verb.RELEASE, 0);
                }
                return;
            }
        }
    }

    /** Who the calling thread is, which must hold the lock. */
    long requireHeld() {
        long self = self();
        if (LockWord.holderIn(ref.words().get(ref.word())) != self) {
            throw new IllegalMonitorStateException("the lock is not held by this thread");
        }
        return self;
    }

    /** How often the calling thread has taken it. */
    int depth() {
        return reentrant ? holds().count : 1;
    }

    /** The calling thread has it again, as often as before. */
    void resume(int depth) {
        if (reentrant) {
            holds().count = depth;
        }
    }

    @Override
    public boolean isLocked() {
        return LockWord.holderIn(ref.words().get(ref.word())) != 0;
    }

    @Override
    public Held hold() throws InterruptedException {
        lockInterruptibly();
        var held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                unlock();
            }
        };
    }

    @Override
    public Condition newCondition() {
        Frame made = ref.ask(Verb.NEW_CONDITION, 0);
        return new RemoteCondition(ref.other((int) made.number()), this);
    }
}
