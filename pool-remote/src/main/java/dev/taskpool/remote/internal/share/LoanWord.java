package dev.taskpool.remote.internal.share;

/**
 * What the word of a loan says: up to which number a process may take the elements that were lent to it, and up to which it
 * has. Numbers go on from loan to loan, and are compared for equality only, so that they may wrap.
 */
public final class LoanWord {
    private LoanWord() {}

    /**
     * A word.
     *
     * @param limit the number behind the last element that may be taken
     * @param taken the number behind the last element that was
     * @return the word
     */
    public static long of(int limit, int taken) {
        return (long) limit << Integer.SIZE | (taken & 0xFFFF_FFFFL);
    }

    /**
     * The number behind the last element that may be taken.
     *
     * @param word the word
     * @return a number
     */
    public static int limit(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    /**
     * The number behind the last element that was taken.
     *
     * @param word the word
     * @return a number
     */
    public static int taken(long word) {
        return (int) word;
    }
}
