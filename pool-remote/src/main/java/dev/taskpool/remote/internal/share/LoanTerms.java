package dev.taskpool.remote.internal.share;

/** How an answer says where a loan is: its word, and the number of the first that is lent. */
public final class LoanTerms {
    /** There is none. */
    public static final long NONE = -1;

    private LoanTerms() {}

    /**
     * The terms of a loan.
     *
     * @param word the number of its word
     * @param start the number of the first that is lent
     * @return what an answer says
     */
    public static long of(int word, int start) {
        return (long) word << Integer.SIZE | start;
    }

    /**
     * Where its word is.
     *
     * @param terms what an answer says
     * @return the number of its word
     */
    public static int word(long terms) {
        return (int) (terms >>> Integer.SIZE);
    }

    /**
     * Where it starts.
     *
     * @param terms what an answer says
     * @return the number of the first that is lent
     */
    public static int start(long terms) {
        return (int) terms;
    }
}
