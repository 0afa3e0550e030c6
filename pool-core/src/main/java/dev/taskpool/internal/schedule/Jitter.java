package dev.taskpool.internal.schedule;

/** Keeps apart what would happen at one moment: by a share that depends on what it is for, and not on chance. */
final class Jitter {
    private static final long FIBONACCI_HASHING = 0x9E3779B97F4A7C15L;

    private static final int STEP_BITS = 10;
    private static final int STEPS = 1 << STEP_BITS;

    private Jitter() {}

    /** Less than so many hundredths of a whole, another part for each seed. */
    static long part(long whole, int percent, long seed) {
        long most = whole / 100 * percent + whole % 100 * percent / 100;
        long step = (seed * FIBONACCI_HASHING) >>> (Long.SIZE - STEP_BITS);
        return most / STEPS * step + most % STEPS * step / STEPS;
    }
}
