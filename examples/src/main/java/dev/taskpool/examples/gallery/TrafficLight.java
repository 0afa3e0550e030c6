package dev.taskpool.examples.gallery;

import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An event as a traffic light, which can be taken back: set, clear, isSet, and await with a limit. */
public final class TrafficLight {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private TrafficLight() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start()) {
            SharedEvent green = manager.event();
            System.out.println("green: " + green.isSet());
            System.out.println("a car waits, not for long: " + green.await(PATIENCE));
            CompletableFuture<Void> patient = RunsOn.THREADS.start(() -> {
                green.await();
                System.out.println("a patient car drives");
            });
            green.set();
            patient.join();
            System.out.println("green: " + green.isSet());
            System.out.println("a car does not stop: " + green.await(PATIENCE));
            green.clear();
            System.out.println("green: " + green.isSet());
        }
    }
}
