package dev.taskpool.remote;

import dev.taskpool.TaskContext;
import dev.taskpool.TaskPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A user's program that never closes its pool. */
final class EndingProgram {
    private EndingProgram() {}

    /**
     * Says its worker's pid, gives the worker something to do, and ends.
     *
     * @param args how to end: {@code return}, {@code exit}, {@code halt}, or {@code wait} for a signal
     */
    public static void main(String[] args) throws InterruptedException {
        TaskPool pool = TaskPool.builder()
                .workers(1)
                .maxHeap("64m")
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .build();
        System.out.println(pool.apply(() -> TaskContext.current().pid()));
        if (args[0].equals("return")) {
            for (int i = 0; i < 3; i++) {
                pool.applyAsync(EndingProgram::brief, i).thenAccept(done -> System.out.println("done " + done));
            }
            return;
        }
        pool.runAsync(EndingProgram::hang);
        switch (args[0]) {
            case "exit" -> System.exit(5);
            case "halt" -> Runtime.getRuntime().halt(6);
            default -> {
                System.out.println("waiting");
                hang();
            }
        }
    }

    private static int brief(int item) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(100).toMillis());
        return item;
    }

    private static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static List<String> command(String mode) {
        return command(EndingProgram.class, List.of(), mode);
    }

    /** Starts a program that prints nothing but what it says. */
    static List<String> command(Class<?> program, List<String> jvmOptions, String... args) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // Pekko's; else the JVM warns
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
