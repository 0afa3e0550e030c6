package dev.taskpool.remote.internal.share;

/**
 * What the word of a loan says: up to which number a process may take what was lent to it, elements or places for them, and
 * up to which it has. Numbers go on from loan to loan, begin again after two thousand million, and are compared for equality
 * only.
 */
public final class LoanWord {
    /** Who takes one is to tell the hub, because somebody waits for it to be taken. */
    public static final long TELL = 1L << Integer.SIZE;

    private static final int LIMIT_SHIFT = Integer.SIZE + 1;

    private LoanWord() {}

    /**
     * A word, without the wish to be told.
     *
     * @param limit the number behind the last that may be taken
     * @param taken the number behind the last that was
     * @return the word
     */
    public static long of(int limit, int taken) {
        return (long) limit << LIMIT_SHIFT | taken;
    }

    /**
     * The number behind the last that may be taken.
     *
     * @param word the word
     * @return 0 or more
     */
    public static int limit(long word) {
        return (int) (word >>> LIMIT_SHIFT);
    }

    /**
     * The number behind the last that was taken.
     *
     * @param word the word
     * @return 0 or more
     */
    public static int taken(long word) {
        return (int) word & Integer.MAX_VALUE;
    }

    /**
     * The number that lies so far behind another.
     *
     * @param number a number
     * @param distance how far
     * @return 0 or more
     */
    public static int after(int number, int distance) {
        return (number + distance) & Integer.MAX_VALUE;
    }

    /**
     * Takes the next, if there is one and the loan is the one that the taker knows of.
     *
     * @param words where the word is
     * @param word its number
     * @param end the number behind the last of the loan that the taker knows of
     * @return the word before; one of which nothing is left if nothing could be taken
     */
    public static long take(Words words, int word, int end) {
        while (true) {
            long before = words.get(word);
            if (!isLeft(before, end)) {
                return of(taken(before), taken(before));
            }
            long after = of(limit(before), after(taken(before), 1));
            if (words.compareAndSet(word, before, after)) {
                return before;
            }
        }
    }

    /**
     * How many may still be taken.
     *
     * @param word the word
     * @return 0 or more
     */
    public static int left(long word) {
        return (limit(word) - taken(word)) & Integer.MAX_VALUE;
    }

    /**
     * Whether anything of a loan is left.
     *
     * @param word the word
     * @param end the number behind the last of the loan
     * @return false too if the loan was ended or is another one
     */
    public static boolean isLeft(long word, int end) {
        return limit(word) == end && taken(word) != end;
    }

    /**
     * Ends a loan: nothing of it can be taken any more.
     *
     * @param words where the word is
     * @param word its number
     * @return how many were left of it; 0 if it had been ended before
     */
    public static int end(Words words, int word) {
        while (true) {
            long before = words.get(word);
            if (words.compareAndSet(word, before, of(taken(before), taken(before)))) {
                return left(before);
            }
        }
    }
}
