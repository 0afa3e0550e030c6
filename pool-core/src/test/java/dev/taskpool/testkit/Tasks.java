package dev.taskpool.testkit;

import dev.taskpool.TaskContext;
import java.time.Duration;

/** Small functions for tests to send to workers. */
public final class Tasks {
    private Tasks() {}

    /**
     * Squares a number.
     *
     * @param x the number
     * @return its square
     */
    public static int square(int x) {
        return x * x;
    }

    /**
     * Multiplies two numbers.
     *
     * @param a the first
     * @param b the second
     * @return the product
     */
    public static int multiply(int a, int b) {
        return a * b;
    }

    /**
     * Gives back what it got.
     *
     * @param x anything
     * @return the same
     * @param <T> its type
     */
    public static <T> T identity(T x) {
        return x;
    }

    /**
     * Squares a number, but refuses negative ones.
     *
     * @param x the number
     * @return its square
     * @throws NegativeException if the number is negative
     */
    public static int squareOfPositive(int x) {
        if (x < 0) {
            throw new NegativeException(x);
        }
        return x * x;
    }

    /**
     * The worker's process.
     *
     * @param ignored anything
     * @return its pid
     */
    public static long pid(Object ignored) {
        return ProcessHandle.current().pid();
    }

    /**
     * The worker.
     *
     * @param ignored anything
     * @return its id
     */
    public static int workerId(Object ignored) {
        return TaskContext.current().workerId();
    }

    /**
     * Takes its time: the work itself, never a way to wait for something.
     *
     * @param duration how long
     * @throws InterruptedException if it is stopped
     */
    public static void spend(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
