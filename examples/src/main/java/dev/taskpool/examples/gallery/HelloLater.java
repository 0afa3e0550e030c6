package dev.taskpool.examples.gallery;

import dev.taskpool.Timer;
import java.time.Duration;

/** One timer says hello after a while, another one is cancelled before. */
public final class HelloLater {
    private static final Duration DELAY = Duration.ofMillis(50);

    private HelloLater() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        Timer hello = Timer.after(DELAY, () -> System.out.println("hello"));
        Timer never = Timer.after(Duration.ofDays(1), () -> System.out.println("never said"));
        System.out.println("cancelled: " + never.cancel());
        hello.join();
        never.join();
    }
}
