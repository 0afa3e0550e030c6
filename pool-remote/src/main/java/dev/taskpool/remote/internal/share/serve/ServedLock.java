package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LockWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The row of those who wait for a lock. Who holds it is said by a word ({@link LockWord}). */
final class ServedLock implements Served {
    /** Who has waited for so long is not passed over once more. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Hub hub;
    private final Words words;
    private final int word;
    private final Deque<Waiter> row = new ArrayDeque<>();

    /** What a place in the row is for. */
    static final class Waiter {
        private final long holder;
        private final long since = System.nanoTime();
        private final Runnable granted;

        /**
         * Waits for the lock.
         *
         * @param holder who is to hold it
         * @param granted called when it does
         */
        Waiter(long holder, Runnable granted) {
            this.holder = holder;
            this.granted = granted;
        }
    }

    ServedLock(Hub hub) {
        this.hub = hub;
        this.words = hub.stock().words();
        this.word = hub.stock().take();
    }

    int word() {
        return word;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case ACQUIRE -> acquire(call);
            case RELEASE -> settle();
            case NEW_CONDITION -> call.ok(hub.add(new ServedCondition(this)));
            default -> throw Served.unknown(this, call);
        }
    }

    private void acquire(Call call) {
        var waiter = new Waiter(call.number(), call::ok);
        enqueue(waiter);
        if (row.contains(waiter)) {
            call.park(() -> {
                if (leave(waiter)) {
                    call.cancelled();
                }
            });
        }
    }

    /** Puts somebody at the end of the row; grants the lock if it is free. */
    void enqueue(Waiter waiter) {
        row.add(waiter);
        settle();
    }

    /** Takes somebody out of the row; says whether it was there. */
    boolean leave(Waiter waiter) {
        boolean left = row.remove(waiter);
        settle();
        return left;
    }

    boolean isHeldBy(long holder) {
        return LockWord.holderIn(words.get(word)) == holder;
    }

    /** Releases it for its holder. */
    void releaseFor(long holder) {
        while (isHeldBy(holder)) {
            long before = words.get(word);
            if (LockWord.holderIn(before) == holder
                    && words.compareAndSet(word, before, LockWord.of(0, LockWord.marksIn(before)))) {
                break;
            }
        }
        settle();
    }

    @Override
    public void gone(Member member) {
        long holder = LockWord.holderIn(words.get(word));
        if (holder != 0 && LockWord.memberOf(holder) == member.id()) {
            releaseFor(holder);
        } else {
            settle(); // it may have released it without coming to say so
        }
    }

    /** Brings the word in line with the row: gives a free lock to the first, or marks that somebody waits. */
    private void settle() {
        while (true) {
            Waiter first = row.peek();
            long before = words.get(word);
            long holder = LockWord.holderIn(before);
            boolean grants = first != null && holder == 0;
            long after =
                    grants ? LockWord.of(first.holder, row.size() > 1 ? LockWord.WAITED_FOR : 0) : of(holder, first);
            if (words.compareAndSet(word, before, after)) {
                if (grants) {
                    row.remove().granted.run();
                }
                return;
            }
        }
    }

    private static long of(long holder, @Nullable Waiter first) {
        if (first == null) {
            return LockWord.of(holder, 0);
        }
        boolean impatient = System.nanoTime() - first.since > PATIENCE_NANOS;
        return LockWord.of(holder, LockWord.WAITED_FOR | (impatient ? LockWord.HANDED_OVER : 0));
    }
}
