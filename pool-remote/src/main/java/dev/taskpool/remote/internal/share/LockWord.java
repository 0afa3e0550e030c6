package dev.taskpool.remote.internal.share;

/**
 * What the word of a lock says: who holds it, whether others wait, and who may take it next.
 *
 * <p>While nobody waits, a lock is taken and released by changing the word alone. Who finds it held asks the owner, which
 * keeps the row of those who wait and sets {@link #WAITED_FOR}. Who releases it then frees it and tells the owner, unless
 * it has been told and has not looked yet ({@link #TOLD}). Until the owner gives the lock to the first in the row, somebody
 * else may take it, so that it does not stand idle; but not for long: the owner then sets {@link #HANDED_OVER}, and nobody
 * but the owner gives away a lock with that mark (as Go's mutex does after a millisecond).
 */
public final class LockWord {
    /** The owner knows of somebody who waits. */
    public static final long WAITED_FOR = 1;

    /** The owner has been told of a release and has not looked since. */
    public static final long TOLD = 2;

    /** Once free, only the owner gives it away. */
    public static final long HANDED_OVER = 4;

    private static final int MARK_BITS = 8;
    private static final long MARKS = (1L << MARK_BITS) - 1;
    private static final int THREAD_BITS = 32;

    private LockWord() {}

    /**
     * Who holds a lock, or wants it.
     *
     * @param member the process, by the owner's number for it, 1 or more
     * @param thread one of its threads
     * @return not 0
     */
    public static long holder(int member, int thread) {
        return (long) member << THREAD_BITS | (thread & 0xFFFF_FFFFL);
    }

    /**
     * The process that a holder belongs to.
     *
     * @param holder a holder
     * @return 0 for none
     */
    public static int memberOf(long holder) {
        return (int) (holder >>> THREAD_BITS);
    }

    /**
     * Who holds it.
     *
     * @param word the word
     * @return 0 if nobody does
     */
    public static long holderIn(long word) {
        return word >>> MARK_BITS;
    }

    /**
     * The marks of a word.
     *
     * @param word the word
     * @return what is left without the holder
     */
    public static long marksIn(long word) {
        return word & MARKS;
    }

    /**
     * A word.
     *
     * @param holder who holds it, 0 for nobody
     * @param marks the marks
     * @return the word
     */
    public static long of(long holder, long marks) {
        return holder << MARK_BITS | marks;
    }
}
