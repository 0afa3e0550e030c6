package dev.taskpool.remote.internal.share;

import java.util.function.BooleanSupplier;

/**
 * Looks for a moment whether something has come before its thread goes to sleep: to be woken takes longer than most
 * answers. It does so as long as that is of use; on a busy machine, where it would keep others from running, it is not.
 * For one thread at a time.
 */
public final class Patience {
    private static final long MOMENT_NANOS = 30_000;
    private static final int MOST_CREDIT = 8;

    /** What a moment spent for nothing costs. */
    private static final int FINE = 4;

    /** Without credit, it looks once in so many times whether it would be of use again. */
    private static final int SELDOM = 64;

    private int credit = MOST_CREDIT;
    private int asleep;

    /** Before the first moment. */
    public Patience() {}

    /**
     * Looks for a moment, if that is likely to be of use.
     *
     * @param come says whether it has come
     * @return whether it had before the moment was over
     */
    public boolean await(BooleanSupplier come) {
        if (credit <= 0 && ++asleep % SELDOM != 0) {
            return come.getAsBoolean();
        }
        long end = System.nanoTime() + MOMENT_NANOS;
        do {
            if (come.getAsBoolean()) {
                credit = Math.min(MOST_CREDIT, credit + 1);
                return true;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() - end < 0);
        credit = Math.max(0, credit - FINE);
        return false;
    }
}
