package dev.taskpool.spi;

/** Does what an interrupted thread could not, such as open a channel: the interruption waits until it is done. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * What is to be done.
     *
     * @param <T> what it gives
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Step<T, E extends Exception> {
        /**
         * Does it.
         *
         * @return what it gives
         * @throws E why it could not
         */
        T run() throws E;
    }

    /**
     * Does a step without the thread's interrupt flag, and sets the flag again.
     *
     * @param step what to do
     * @return what it gives
     * @throws E what it throws
     * @param <T> what it gives
     * @param <E> what it may throw
     */
    public static <T, E extends Exception> T run(Step<T, E> step) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            return step.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
