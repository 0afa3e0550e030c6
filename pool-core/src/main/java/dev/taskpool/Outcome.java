package dev.taskpool;

import java.time.Duration;

/**
 * What became of one item of {@link TaskPool#mapSettled}: a value or a failure.
 *
 * @param <R> the type of the result
 */
public sealed interface Outcome<R> {
    /**
     * The item ended with a value.
     *
     * @param index the item's index in the input
     * @param value the result, which may be {@code null}
     * @param elapsed how long the last run took, from the reading of its argument on
     * @param attempts how often the item was begun
     * @param <R> the type of the result
     */
    record Success<R>(int index, R value, Duration elapsed, int attempts) implements Outcome<R> {
        @Override
        public boolean isSuccess() {
            return true;
        }

        @Override
        public R get() {
            return value;
        }
    }

    /**
     * The item ended with a failure.
     *
     * @param index the item's index in the input
     * @param error the failure
     * @param elapsed how long the last run took, from the reading of its argument on; zero if it is not known
     * @param attempts how often the item was begun
     * @param <R> the type of the result
     */
    record Failure<R>(int index, PoolException error, Duration elapsed, int attempts) implements Outcome<R> {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public R get() {
            throw error;
        }
    }

    /**
     * Whether the item ended with a value.
     *
     * @return true for a {@link Success}
     */
    boolean isSuccess();

    /**
     * The value, or the failure thrown.
     *
     * @return the result, which may be {@code null}
     * @throws PoolException the failure, if this is a {@link Failure}
     */
    R get();

    /**
     * The item's index in the input.
     *
     * @return from 0
     */
    int index();

    /**
     * How long the last run took.
     *
     * @return zero if it is not known
     */
    Duration elapsed();

    /**
     * How often the item was begun.
     *
     * @return 0 for an item that never ran
     */
    int attempts();
}
